/**
 * A process of its own that holds a journal. Says `ready`; at the word `open` it opens the journal and says `opened`, or
 * why not; every further line is a record, which it appends and then says `appended`. It lives until it is killed.
 */
import { createInterface } from "node:readline";
import { JournalError, type JournalRun } from "../../src/journal/index.js";
import { journalOf } from "./back-ends.js";

const journal = await journalOf(JSON.parse(process.argv[2] ?? ""));
let run: JournalRun | undefined;

async function obey(line: string): Promise<string> {
  if (line === "open") {
    run = await journal.open();
    return "opened";
  }
  await run?.append(JSON.parse(line));
  return "appended";
}

console.log("ready");
for await (const line of createInterface(process.stdin)) {
  console.log(
    await obey(line).catch((error: unknown) => (JournalError.is(error) ? error.reason : String(error))),
  );
}
