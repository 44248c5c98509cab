/**
 * `app/api/mottos/route.ts` of a Next.js app. POST starts a batch and answers at once; GET says how it stands, and once it has
 * ended, what came back. A route lives for seconds and a batch for hours: only the handle goes from one to the other.
 */
import { HttpError, UnknownOutcomeError, ValidationError, type BatchHandle } from "batchwire";
import { AnthropicClient, classifyResult } from "batchwire/anthropic";

const client = new AnthropicClient();

export async function POST(request: Request): Promise<Response> {
  const { cities } = (await request.json()) as { cities: string[] };
  const requests = cities.map((city) => ({
    custom_id: city,
    params: {
      model: "claude-sonnet-5",
      max_tokens: 100,
      messages: [{ role: "user" as const, content: `A motto for ${city}, please.` }],
    },
  }));
  try {
    const batch = await client.batches.create({ requests });
    return Response.json(client.batches.handle(batch), { status: 202 });
  } catch (error) {
    if (ValidationError.is(error)) return Response.json({ issues: error.issues }, { status: 400 });
    // Nobody knows yet whether it exists: keep this, and ask `reconcile` later. Do not send again.
    if (UnknownOutcomeError.is(error)) return Response.json({ lost: error }, { status: 504 });
    if (HttpError.is(error)) return Response.json({ error: error.message }, { status: 502 });
    throw error;
  }
}

export async function GET(request: Request): Promise<Response> {
  const text = new URL(request.url).searchParams.get("handle") ?? "";
  const handle = JSON.parse(text) as BatchHandle;
  const { value: snapshot } = await client.batches.watch(handle).next();
  if (snapshot?.phase !== "ended") return Response.json({ phase: snapshot?.phase }, { status: 202 });
  const answers: Record<string, string> = {};
  for await (const line of client.batches.results(handle)) answers[line.custom_id] = classifyResult(line);
  return Response.json({ phase: "ended", outcome: snapshot.outcome, answers });
}
