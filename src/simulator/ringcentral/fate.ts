import { fateOf } from "../sms/fate.js";

/** The final status of a message, decided when its batch is created. */
export interface Fate {
  readonly status: "Delivered" | "DeliveryFailed" | "SendingFailed" | "Sent";
  readonly errorCode?: string;
}

const DELIVERED: Fate = { status: "Delivered" };
const OPTED_OUT: Fate = { status: "SendingFailed", errorCode: "SMS-RC-413" };

/** By the last four digits of the recipient. */
const FATES: ReadonlyMap<string, Fate> = new Map([
  ["0190", { status: "DeliveryFailed", errorCode: "SMS-CAR-411" }],
  ["0191", { status: "DeliveryFailed", errorCode: "SMS-CAR-412" }],
  ["0192", { status: "DeliveryFailed", errorCode: "SMS-CAR-104" }],
  ["0193", { status: "DeliveryFailed", errorCode: "SMS-CAR-199" }],
  ["0194", { status: "SendingFailed", errorCode: "SMS-UP-430" }],
  ["0195", { status: "SendingFailed" }],
  ["0200", { status: "Sent" }],
]);

export function messageFate(to: string, isOptedOut: boolean): Fate {
  return isOptedOut ? OPTED_OUT : fateOf(to, FATES, DELIVERED);
}
