/** The same questions to two models at once, at half the price of single calls: which one knows more? */
import { AnthropicClient } from "batchwire/anthropic";
import { OpenAIClient } from "batchwire/openai";

const QUESTIONS = [
  { id: "capital", ask: "What is the capital of Norway?", expect: /oslo/i },
  { id: "sum", ask: "What is 17 + 25?", expect: /42/ },
  { id: "author", ask: "Who wrote Moby-Dick?", expect: /melville/i },
];

interface Answer {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
}

async function* askClaude(): AsyncGenerator<Answer> {
  const requests = QUESTIONS.map(({ id, ask }) => ({
    custom_id: id,
    params: {
      model: "claude-sonnet-5",
      max_tokens: 200,
      messages: [{ role: "user" as const, content: ask }],
    },
  }));
  for await (const { id, kind, result } of new AnthropicClient().batches.run(requests)) {
    const blocks = result.result.type === "succeeded" ? result.result.message.content : [];
    yield { id, kind, text: blocks.map((block) => ("text" in block ? block.text : "")).join("") };
  }
}

async function* askGpt(): AsyncGenerator<Answer> {
  const requests = QUESTIONS.map(({ id, ask }) => ({
    custom_id: id,
    body: { model: "gpt-4.1-mini", messages: [{ role: "user" as const, content: ask }] },
  }));
  for await (const { id, kind, result } of new OpenAIClient().batches.run(requests)) {
    const body = result.response?.body as { choices?: { message: { content?: string } }[] } | undefined;
    yield { id, kind, text: body?.choices?.[0]?.message.content ?? "" };
  }
}

async function score(name: string, answers: AsyncIterable<Answer>): Promise<void> {
  let right = 0;
  for await (const { id, kind, text } of answers) {
    const question = QUESTIONS.find((one) => one.id === id);
    if (kind === "usable" && question?.expect.test(text)) right++;
  }
  console.log(`${name}: ${right} of ${QUESTIONS.length}`);
}

await Promise.all([score("claude-sonnet-5", askClaude()), score("gpt-4.1-mini", askGpt())]);
