import { fateOf } from "../sms/fate.js";

const DELIVERED = 201;
const REASONS = [104, 111, 112, 113, 114, 202, 402, 403, 404, 405, 406, 407];

/** From the last four digits of a recipient, a 9 and a status, to that status. */
const FATES: ReadonlyMap<string, number> = new Map(
  [...REASONS, ...Array.from({ length: 100 }, (_, index) => 500 + index)].map((code) => [`9${code}`, code]),
);

/** The status at which a message ends. */
export function messageFate(recipient: string): number {
  return fateOf(recipient, FATES, DELIVERED);
}
