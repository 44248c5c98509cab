/** `batchwire estimate FILE`: what `submit` would send. */
import { EXIT, type ExitCode, InputError, UsageError } from "../exit.js";
import { bytesText, countText } from "../format.js";
import { type InputFlags, openInput } from "../input.js";
import { type Io, say } from "../io.js";
import { checkedEstimate } from "../job.js";
import { Output } from "../output.js";
import { providerOf } from "../providers.js";
import { offline } from "../session.js";
import { tableText } from "../table.js";

export interface EstimateFlags extends InputFlags {
  readonly to?: string;
  readonly maxItems?: number;
  readonly json?: boolean;
}

export async function estimate(file: string, flags: EstimateFlags, io: Io): Promise<ExitCode> {
  if (flags.to === undefined) throw new UsageError("--to is needed: the provider's name");
  const provider = providerOf(flags.to);
  const batches = await offline(provider);
  const input = await openInput(file, provider, { from: provider.sms?.simulatedFrom, ...flags }, io);
  try {
    const limits = { maxItemsPerBatch: flags.maxItems };
    const found = await checkedEstimate(input, () => batches.estimate(input.read(), limits));
    if (found.items === 0) throw new InputError(`${input.file.name} holds no items`);
    const { parts, items, bytes, recipients, segments, notes } = found;
    const output = Output.stdout(io);
    const row = { parts, items, bytes: bytesText(bytes), recipients, segments };
    const texts = Object.entries(row).map(([name, value]) => [
      name,
      typeof value === "number" ? countText(value) : value,
    ]);
    await output.line(
      flags.json === true ? JSON.stringify(found) : tableText([Object.fromEntries(texts)], io),
    );
    await output.close();
    if (flags.json !== true) for (const note of notes) say(io, note);
    return EXIT.done;
  } finally {
    await input.close();
  }
}
