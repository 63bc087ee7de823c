/** The content of attachments: bytes or a data URI from a script, Base64 in the store. The realm has no Buffer. */
import { illegalArgument } from './errors.ts';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const DATA_URI = /^data:([^;,]*)(?:;[^;,]*)*;base64,([A-Za-z0-9+/]*={0,2})$/;

export interface FileContent {
  readonly base64: string;
  /** Of the data URI; null for bytes. */
  readonly mimeType: string | null;
}

/** Throws IllegalArgumentException for anything else. */
export function contentFrom(content: unknown): FileContent {
  if (content instanceof Uint8Array) return { base64: encode(content), mimeType: null };
  if (content instanceof ArrayBuffer) return { base64: encode(new Uint8Array(content)), mimeType: null };
  const [, mimeType, base64] = typeof content === 'string' ? (DATA_URI.exec(content) ?? []) : [];
  if (mimeType === undefined || base64 === undefined) {
    throw illegalArgument('The content of a file is binary or a data URI with Base64');
  }
  return { base64, mimeType: mimeType === '' ? null : mimeType };
}

export function encode(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const bits = (first << 16) | (second << 8) | third;
    const digits = [18, 12, 6, 0].map((shift) => DIGITS.charAt((bits >> shift) & 63)).join('');
    const missing = Math.max(0, at + 3 - bytes.length);
    text += digits.slice(0, 4 - missing) + '='.repeat(missing);
  }
  return text;
}

export function decode(base64: string): Uint8Array {
  const digits = base64.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let [bits, held, at] = [0, 0, 0];
  for (const digit of digits) {
    bits = (bits << 6) | DIGITS.indexOf(digit);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at] = (bits >> held) & 255;
    at += 1;
  }
  return bytes;
}
