import { digitsOf } from "./numbers.js";

export type ParameterValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The text for one recipient; undefined if a key has neither a value of the recipient nor a default. */
export function filledIn(text: string, parameters: ParameterValues, recipient: string): string | undefined {
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
