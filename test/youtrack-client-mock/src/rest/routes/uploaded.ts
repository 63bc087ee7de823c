/** Files as a request brings them: in a form, or one in JSON. */
import * as v from 'valibot';
import type { EntityId, Value } from '../../model/types.ts';
import type { RestContext, View } from '../context.ts';
import { bodyOf, param, read } from '../context.ts';
import { badRequest, fieldRequired } from '../errors.ts';

const DATA_URI = /^data:([^;,]*)(?:;[^;,]*)*;base64,([A-Za-z0-9+/]*={0,2})$/;
/** A file in JSON, as JetBrains describes the request. */
const FileSchema = v.looseObject({
  name: v.optional(v.string(), ''),
  base64Content: v.pipe(v.string(), v.regex(DATA_URI, 'must be a data URI with Base64')),
});

export interface Uploaded {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** The stored properties of a file, but for what it is attached to. */
export function fileProps({ user, youTrack }: View, { name, type, bytes }: Uploaded): Record<string, Value> {
  return {
    author: { ref: user },
    name,
    size: bytes.length,
    content: bytes.toString('base64'),
    charset: null,
    mimeType: type,
    created: youTrack.now(),
  };
}

export function isForm(c: RestContext): boolean {
  return c.req.header('content-type')?.startsWith('multipart/') === true;
}

/**
 * @param $type of such files.
 * @param at finds what the files are for.
 * @throws RestError 400 when the request carries no file.
 */
export async function filesSent(
  c: RestContext,
  $type: string,
  at: (view: View, id: string) => EntityId,
): Promise<readonly Uploaded[]> {
  // The user must see what the files are for before a body is read that may be large.
  read(c, (view) => at(view, param(c, 'id')));
  return isForm(c) ? inForm(c) : [described(await bodyOf(c, FileSchema, $type))];
}

async function inForm(c: RestContext): Promise<readonly Uploaded[]> {
  const form = await c.req.parseBody({ all: true });
  const files = Object.values(form)
    .flat()
    .filter((part) => part instanceof File);
  if (files.length === 0) throw badRequest('The upload must be multipart/form-data with a file in it');
  return Promise.all(
    files.map(async (file) => ({
      name: file.name,
      type: file.type || 'application/octet-stream',
      bytes: Buffer.from(await file.arrayBuffer()),
    })),
  );
}

function described({ name, base64Content }: v.InferOutput<typeof FileSchema>): Uploaded {
  if (name === '') throw fieldRequired('name');
  const [, type = '', base64 = ''] = DATA_URI.exec(base64Content) ?? [];
  return { name, type: type || 'application/octet-stream', bytes: Buffer.from(base64, 'base64') };
}
