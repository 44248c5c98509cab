// Whoever has bodies of the official SDK's types hands them over as they are: its times are of the type `Date`.
// `npm test` in this folder compiles it.
import type { Sms } from "@sinch/sdk-core";
import type * as Wire from "../../../src/sinch/index.js";

/** Compiles where `Theirs` can be passed for `Ours`. */
type Fits<Theirs extends Ours, Ours> = Theirs;

// Two things are left to the caller: a replacement may be undefined in the SDK's type, and the type of a binary or media
// message may be missing, without which the API takes it for text.
type Plain<Body> = Omit<Body, "parameters" | "type">;
export type Bodies = [
  Fits<Plain<Sms.TextRequest>, Wire.TextBatchRequest>,
  Fits<Plain<Sms.BinaryRequest> & { type: "mt_binary" }, Wire.BinaryBatchRequest>,
  Fits<Plain<Sms.MediaRequest> & { type: "mt_media" }, Wire.MediaBatchRequest>,
  Fits<Plain<Sms.ApiUpdateTextMtMessage>, Wire.TextBatchUpdate>,
  Fits<Sms.CreateGroupRequest, Wire.GroupRequest>,
  Fits<Sms.ReplaceGroupRequest, Wire.GroupReplacement>,
  Fits<Sms.UpdateGroupRequest, Wire.GroupUpdate>,
];

// What comes back from groups; batches come back from the SDK with times of the type `Date`.
export type Answers = [Fits<Sms.DeliveryReport, Wire.DeliveryReport>];
