/** Tables of plain columns, which `awk` can read. On a terminal that is too narrow each row becomes a block of lines. */
import Table from "cli-table3";
import type { Io } from "./io.js";

export type Row = Readonly<Record<string, string | number | undefined>>;

const NO_LINES = Object.fromEntries(
  ["top", "bottom", "left", "right", "mid"].flatMap((side) =>
    side === "mid"
      ? [
          [side, ""],
          ["mid-mid", ""],
        ]
      : [
          [side, ""],
          [`${side}-mid`, ""],
          [`${side}-left`, ""],
          [`${side}-right`, ""],
        ],
  ),
);

export function tableText(rows: readonly Row[], io: Io): string {
  // Columns without any value are left out.
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((column) =>
    rows.some((row) => row[column] !== undefined && row[column] !== ""),
  );
  const table = new Table({
    head: columns,
    chars: { ...NO_LINES, "left-mid": "", "right-mid": "", middle: "  " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  for (const row of rows) table.push(columns.map((column) => row[column] ?? ""));
  const text = table.toString().replace(/ +$/gm, "");
  const width = Math.max(...text.split("\n").map((line) => line.length));
  const { isTTY, columns: available = 80 } = io.stdout;
  return isTTY === true && width > available ? blocks(rows, columns) : text;
}

function blocks(rows: readonly Row[], columns: readonly string[]): string {
  return rows
    .map((row) =>
      columns
        .filter((column) => row[column] !== undefined)
        .map((column) => `${column}: ${String(row[column])}`)
        .join("\n"),
    )
    .join("\n\n");
}
