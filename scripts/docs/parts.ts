/** Small pieces that several pages share. */
import { html, type Content, type Html } from "./html.js";
import type { Safety } from "../openapi.js";

const flagTitles = {
  required: "Has to be there",
  deprecated: "Still works, but the provider advises against it",
  unconfirmed: "Not settled by the provider's documentation: the text says which part",
};

export const safetyWords: Readonly<Record<Safety, { readonly label: string; readonly text: string }>> = {
  read: { label: "read", text: "Changes nothing. The client repeats it after any transient failure." },
  idempotent: {
    label: "idempotent",
    text: "A second call leaves the same state as the first. The client repeats it after any transient failure.",
  },
  stage: {
    label: "stage",
    text: "Uploads what a later call names. It costs nothing, and a second call only leaves a file that nobody uses: the client repeats it after any transient failure.",
  },
  send: {
    label: "send",
    text: "Paid, or otherwise not repeatable: never sent twice. The client repeats it only where the provider certainly did not act; an unknown outcome is an UnknownOutcomeError.",
  },
};

export function flag(kind: keyof typeof flagTitles): Html {
  return html`<span class="flag ${kind}" title="${flagTitles[kind]}">${kind}</span>`;
}

export function safetyChip(safety: Safety): Html {
  return html`<span class="chip ${safety}">${safetyWords[safety].label}</span>`;
}

export function methodBadge(method: string): Html {
  return html`<span class="method ${method.toLowerCase()}">${method}</span>`;
}

export function details(summary: Content, content: Content, attributes: Content = ""): Html {
  return html`<details ${attributes}>
    <summary>${summary}</summary>
    <div class="inside">${content}</div>
  </details>`;
}

export function count(amount: number, noun: string): Html {
  return html`${amount} ${noun}${amount === 1 ? "" : "s"}`;
}

/** Breaks a path before its slashes rather than in the middle of a word. */
export function breakable(path: string): Content {
  return path.split(/(?=\/)/).map((part, index) => (index === 0 ? part : html`<wbr />${part}`));
}
