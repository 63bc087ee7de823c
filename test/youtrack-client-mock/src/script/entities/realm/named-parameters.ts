/** Methods that take their values one by one, or all of them by name in one object. */
import { idOf } from './identity.ts';

/** The parameters by name; undefined for anything that is a value itself. */
export function namedParameters(given: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof given !== 'object' || given === null || idOf(given) !== undefined) return undefined;
  return Object.fromEntries(Object.entries(given));
}

/** Of a file: its content is binary, a data URI, or an object with all the parameters. */
export function fileParameters(
  content: unknown,
  name: unknown,
  charset: unknown,
  mimeType: unknown,
): Readonly<Record<'content' | 'name' | 'charset' | 'mimeType', unknown>> {
  const isBinary = content instanceof Uint8Array || content instanceof ArrayBuffer;
  const given = isBinary ? undefined : namedParameters(content);
  if (!given) return { content, name, charset, mimeType };
  return { content: given.content, name: given.name, charset: given.charset, mimeType: given.mimeType };
}
