/**
 * A reminder to everybody who has an appointment tomorrow, except those who opted out; then the list of those who did not
 * get it. Started again, it goes on, and texts nobody twice.
 */
import process from "node:process";
import { fileJournal } from "batchwire/journal";
import { RingCentralClient } from "batchwire/ringcentral";

interface Appointment {
  readonly phone: string;
  readonly name: string;
  readonly at: string;
}

/** From your database, in an order that stays the same. */
const appointments: Appointment[] = [
  { phone: "+12055550101", name: "Ada", at: "9:00" },
  { phone: "+12055550102", name: "Grace", at: "9:30" },
  { phone: "+12055550190", name: "Alan", at: "10:00" },
  { phone: "+12055550104", name: "Edsger", at: "10:30" },
];

const client = new RingCentralClient();
const sender = await client.phoneNumbers.findSender();
if (sender?.phoneNumber === undefined) throw new Error("no number of this account may send batches");
const from = sender.phoneNumber;

const optedOut = new Set<string | undefined>();
for await (const { to } of client.consents.search({ from: [from], optStatus: "OptOut" })) optedOut.add(to);
const reached = appointments.filter(({ phone }) => !optedOut.has(phone));

const campaign = {
  from,
  messages: reached.map(({ phone, name, at }) => ({
    to: [phone],
    text: `Hello ${name}, we expect you tomorrow at ${at}. Reply STOP to opt out.`,
  })),
};
const { segments, recipients } = await client.batches.estimate(campaign);
console.log(`${recipients} reminders, ${segments} segments, ${optedOut.size} opted out`);

const day = process.argv[2] ?? new Date().toISOString().slice(0, 10);
const run = client.batches.run(campaign, {
  journal: fileJournal(`reminders-${day}.journal`),
  timeoutMs: 12 * 3_600_000,
});
for await (const { position, kind, result } of run) {
  if (kind !== "succeeded") console.log(`call ${reached[position]?.name}: ${kind} ${result.code ?? ""}`);
}
