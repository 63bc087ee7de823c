/** How many bytes texts take on the wire, and cutting them to that. Pure; the runtime has no TextEncoder. */

/** Bytes of a string in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += utf8Bytes(character);
  return bytes;
}

function utf8Bytes(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** `\u0007`, and half of a pair of surrogates. */
const ESCAPED = 6;

/** Bytes of one character inside a JSON text, as `JSON.stringify` writes it. */
function jsonBytes(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (character === '"' || character === '\\' || '\b\f\n\r\t'.includes(character)) return 2;
  return code < 0x20 || (code >= 0xd800 && code <= 0xdfff) ? ESCAPED : utf8Bytes(character);
}

/**
 * The longest beginning of the text that takes no more than so many bytes inside a JSON text.
 *
 * @returns the text itself when it fits. Characters are never cut in two.
 */
export function beginningOf(text: string, bytes: number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += jsonBytes(character);
    if (used > bytes) return text.slice(0, end);
    end += character.length;
  }
  return text;
}
