export type Parameters = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The text for one recipient; undefined if a key has neither a value for it nor a default. */
export function filledIn(text: string, parameters: Parameters, recipient: string): string | undefined {
  let complete = true;
  const result = text.replaceAll(/\$\{([A-Za-z0-9_\-.]+)\}/g, (_, key: string) => {
    const values = (Object.hasOwn(parameters, key) && parameters[key]) || {};
    const own = Object.entries(values).find(
      ([number]) => number !== "default" && digitsOf(number) === recipient,
    );
    const value = own?.[1] ?? values["default"];
    complete &&= value !== undefined;
    return value ?? "";
  });
  return complete ? result : undefined;
}

/** A phone number in the form of the answers: digits without prefix. Undefined for anything else. */
export function digitsOf(number: string): string | undefined {
  return /^(?:\+|00)?(\d{3,15})$/.exec(number.replaceAll(/[\s\-()[\]]/g, ""))?.[1];
}
