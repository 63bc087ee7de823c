/**
 * Every text that this app keeps: JSON of an object that begins with its version. One form, so that a text of a newer
 * version of the app is told from one that is damaged, and an older one is read as it was meant.
 */
import * as v from 'valibot';

export type TextRead<Value> =
  | { readonly kind: 'none' }
  | { readonly kind: 'read'; readonly value: Value }
  /** Written by a newer version of the app: to be left untouched. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'malformed' };

export interface StoredText<Value extends object> {
  read(text: string | null): TextRead<Value>;
  /** For what can be done without: null for a text that says nothing to this version. */
  readOr<Otherwise>(text: string | null, otherwise: Otherwise): Value | Otherwise;
  write(value: Value): string;
}

/**
 * @param schema of the current version, without `version`.
 * @param older by version, what makes the next version of a text; 0 stands for texts from before texts had versions.
 */
export function storedText<Schema extends v.GenericSchema<unknown, object>>(
  version: number,
  schema: Schema,
  older: Readonly<Record<number, (text: unknown) => unknown>> = {},
): StoredText<v.InferOutput<Schema>> {
  type Value = v.InferOutput<Schema>;
  const read = (text: string | null): TextRead<Value> => {
    if (text === null) return { kind: 'none' };
    let found = parseJson(text);
    let at = versionOf(found);
    if (at > version) return { kind: 'newer' };
    for (; at < version; at += 1) found = older[at]?.(found);
    const parsed = v.safeParse(schema, found);
    return parsed.success ? { kind: 'read', value: parsed.output } : { kind: 'malformed' };
  };
  return {
    read,
    readOr(text, otherwise) {
      const found = read(text);
      return found.kind === 'read' ? found.value : otherwise;
    },
    write: (value) => JSON.stringify({ version, ...value }),
  };
}

function versionOf(found: unknown): number {
  const parsed = v.safeParse(v.object({ version: v.pipe(v.number(), v.safeInteger()) }), found);
  return parsed.success ? parsed.output.version : 0;
}

/** Undefined for text that is not JSON. */
function parseJson(text: string): unknown {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson()), text);
  return parsed.success ? parsed.output : undefined;
}
