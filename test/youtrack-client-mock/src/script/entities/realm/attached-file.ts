/** A file as a script attaches it to an issue or article. */
import type { Value } from '../../../model/types.ts';
import { engine } from './engine.ts';
import { illegalArgument } from './errors.ts';
import { contentFrom, decode } from './file-content.ts';

export interface Attached {
  readonly content: unknown;
  readonly name: unknown;
  readonly charset: unknown;
  readonly mimeType: unknown;
}

/** The stored properties of a file, but for what it is attached to. Throws IllegalArgumentException. */
export function fileFrom({ content, name, charset, mimeType }: Attached): Record<string, Value> {
  if (typeof name !== 'string' || name === '') throw illegalArgument('A file needs a name');
  const read = contentFrom(content);
  return {
    author: { ref: engine().currentUser() },
    name,
    size: decode(read.base64).length,
    content: read.base64,
    charset: String(charset ?? ''),
    mimeType: String(mimeType ?? read.mimeType ?? 'application/octet-stream'),
    created: engine().now(),
  };
}
