// Runs in any runtime that has Node's modules: a journal in a file, in the folder that the first argument names.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import process from "node:process";
import { fileJournal, sqliteJournal } from "../../dist/src/journal/index.js";

const folder = process.argv[2];
await mkdir(folder);
const path = `${folder}/campaign.journal`;
const first = { v: 1, seq: 0, at: new Date().toISOString(), type: "run", provider: "ip1" };
const done = { v: 1, seq: 1, at: new Date().toISOString(), type: "done" };

function equal(what, actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}

async function recordsOf(run) {
  const found = [];
  for await (const record of run.records()) found.push(record);
  return found;
}

async function tryOut(journal) {
  const run = await journal.open();
  await run.append(first);
  const second = await journal.open().catch((error) => error);
  equal("a second writer", [second.name, second.reason], ["JournalError", "in-use"]);
  await run.close();
  const next = await journal.open();
  await next.append(done);
  equal("the records", await recordsOf(next), [first, done]);
  await next.close();
}

await tryOut(fileJournal(path));
await writeFile(path, `${JSON.stringify(first)}\n{"v":1`);
const torn = await fileJournal(path).open();
await torn.append(done);
equal("after a torn record", await recordsOf(torn), [first, done]);

// The lock is left to a process that is dead.
const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
await once(child, "exit");
const owner = JSON.parse(await readFile(`${path}.lock`, "utf8"));
await torn.close();
await writeFile(`${path}.lock`, JSON.stringify({ ...owner, pid: child.pid }));
await (await fileJournal(path).open()).close();

if (process.getBuiltinModule("node:sqlite"))
  await tryOut(sqliteJournal({ path: `${folder}/journals.db`, run: "a" }));

console.log("ok");
