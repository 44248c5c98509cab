const BEYOND_ASCII = /[\u007f-\uffff]/;
const BEYOND_ASCII_ALL = /[\u007f-\uffff]/g;

/**
 * JSON as the real result files have it: ASCII only, with a blank after each comma and colon. A client that searches the
 * bytes of a line for a member has to find it in this form.
 */
export function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  if (typeof value !== "object" || value === null) return asciiJson(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([name, member]) => `${asciiJson(name)}: ${pythonJson(member)}`).join(", ")}}`;
}

function asciiJson(value: unknown): string {
  const text = JSON.stringify(value);
  return BEYOND_ASCII.test(text) ? text.replaceAll(BEYOND_ASCII_ALL, escaped) : text;
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
