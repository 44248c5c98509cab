/** Batches as the provider shows them: with the file that they were made of, and whole seconds. */
import type { Shape, Taken } from "../support/world.js";
import { slice } from "../support/world.js";

interface Body {
  readonly input_file_id: string;
  readonly metadata?: object;
}

/** A request line; what `submit` takes. */
interface Line {
  readonly custom_id: string;
}

const LIST = /\/batches$/;
const FILES = /\/files$/;
const UPLOADED = "file-upload-";

let uploads = 0;

function document({ id, body, createdMs }: Taken): object {
  const created_at = Math.floor(createdMs / 1_000);
  return { metadata: null, ...(body as Body), id, object: "batch", status: "validating", created_at };
}

const another = (body: Body): Body => ({ ...body, input_file_id: `${body.input_file_id}-x` });

export const shape: Shape = {
  isOpenBook: true,
  creates: LIST,
  created: document,
  near: (body: Body | readonly Line[]) =>
    Array.isArray(body)
      ? (body as readonly Line[]).map((line) => ({ ...line, custom_id: `${line.custom_id}-x` }))
      : another(body as Body),
  // Two workers may name one file of the account's, but each has an upload of its own.
  same: (body: Body) => (body.input_file_id.startsWith(UPLOADED) ? another(body) : body),
  differing: {
    file: another,
    metadata: (body: Body) => ({ ...body, metadata: { job: "another" } }),
  },
  respelled: ({ metadata, ...body }: Body) => ({
    ...body,
    metadata: metadata ? Object.fromEntries(Object.entries(metadata).reverse()) : null,
  }),
  read({ path, query }, batches, view) {
    if (FILES.test(path)) return { json: { id: `${UPLOADED}${++uploads}`, object: "file" } };
    if (!LIST.test(path)) return undefined;
    const after = batches.findIndex((each) => each.id === query.get("after"));
    const { rows, isLast } = slice(batches, after + 1, Number(query.get("limit") ?? 20), view);
    const ends = { first_id: rows[0]?.id ?? null, last_id: rows.at(-1)?.id ?? null };
    return { json: { object: "list", data: rows.map(document), has_more: !isLast, ...ends } };
  },
};
