import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { FormError, type FormPart, readForm } from "../../src/simulator/multipart.js";

const TYPE = "multipart/form-data; boundary=----b0";

async function read(body: string, type = TYPE, ...cuts: readonly number[]) {
  const parts: (FormPart & { content: string })[] = [];
  const bytes = Buffer.from(body);
  const borders = [0, ...cuts, bytes.length];
  const chunks = borders.slice(1).map((end, index) => bytes.subarray(borders[index], end));
  await readForm(type, Readable.from(chunks), (part) => {
    const open = { ...part, content: "" };
    parts.push(open);
    return (chunk) => (open.content += Buffer.from(chunk).toString("latin1"));
  });
  return parts;
}

const form = [
  '------b0\r\nContent-Disposition: form-data; name="empty"\r\n\r\n',
  "------b0\r\ncontent-type: text/plain\r\ncontent-disposition: form-data; name=plain\r\n\r\na\r\n--b\r\n",
  '------b0\r\nContent-Disposition: form-data; name="file"; filename="a %22b\\"c.jsonl"\r\n\r\n\r\n----\r\n------b\r\n',
  "------b0--\r\nwhat follows is ignored",
].join("\r\n");

const expected = [
  { name: "empty", filename: undefined, content: "" },
  { name: "plain", filename: undefined, content: "a\r\n--b\r\n" },
  { name: "file", filename: 'a "b"c.jsonl', content: "\r\n----\r\n------b\r\n" },
];

test("parts come whole and in order, wherever the chunks are cut", async () => {
  expect(await read(form)).toEqual(expected);
  for (let first = 1; first < form.length; first++) {
    expect(await read(form, TYPE, first)).toEqual(expected);
    expect(await read(form, TYPE, first, Math.min(first + 3, form.length))).toEqual(expected);
  }
});

test("a boundary may be quoted, and text may stand before the first one", async () => {
  expect(await read(`preamble\r\n${form}`, 'multipart/form-data; charset=x; boundary="----b0"')).toEqual(
    expected,
  );
});

test.each([
  ["no boundary", form, "multipart/form-data"],
  ["another boundary", form, "multipart/form-data; boundary=other"],
  ["no end", form.slice(0, form.indexOf("------b0--")), TYPE],
  ["headers without an end", `------b0\r\n${"x".repeat(20_000)}`, TYPE],
  ["a part without a name", "------b0\r\nContent-Disposition: form-data\r\n\r\nx\r\n------b0--", TYPE],
])("refuses a form with %s", async (_what, body, type) => {
  await expect(read(body, type)).rejects.toThrow(FormError);
});
