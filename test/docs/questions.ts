/** What users ask, the page and the heading that answer it, what stands there, and what one would type to find it. */
export const QUESTIONS = [
  [
    "My deploy killed the sender. What now?",
    "guides/crashes.html",
    "Run the same program again",
    "deploy killed",
  ],
  ["What will 5,000 texts cost?", "guides/texts.html#what-will-it-cost", "It sends nothing", "cost"],
  [
    "Which recipients did not get it?",
    "guides/results.html#which-recipients-did-not-get-it",
    "failed",
    "which recipients",
  ],
  [
    "How do I stop a batch that is running?",
    "guides/waiting.html#stop-waiting",
    "client.batches.cancel",
    "stop waiting cancel",
  ],
  ["Who must not get a text?", "guides/texts.html#opt-outs-and-consents", "answers STOP", "opt-outs"],
  [
    "Can two servers send at once?",
    "guides/many-machines.html#a-journal-that-all-machines-can-reach",
    "One process at a time",
    "two machines",
  ],
  ["How do I use a proxy?", "guides/platforms.html#behind-a-proxy-and-faster", "nodeFetch", "proxy"],
  ["What does exit code 5 mean?", "guides/command-line.html#exit-codes", "got no answer", "exit code"],
  [
    "How do I write 1 GB of results to disk?",
    "guides/results.html#store-the-file-without-parsing-it",
    "createWriteStream",
    "store file gigabyte",
  ],
  ["How do I test my code without a key?", "guides/simulator.html", "startSimulator", "testing simulator"],
  ["What happens at a 429?", "guides/never-twice.html#at-a-429", "Retry-After", "429"],
  [
    "How do I move from the SDK of OpenAI or Anthropic?",
    "guides/from-sdks.html",
    "files.create",
    "moving from SDK",
  ],
] as const;
