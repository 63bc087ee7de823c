/** Payloads and query parameters on their way into an HTTP body or URL. Sees no secrets but those already resolved. */
import { randomUUID } from 'node:crypto';

export interface Parameter {
  readonly name: string;
  readonly value: string;
}

export interface Body {
  readonly text: string;
  /** Only forms bring one; nothing is added for text and JSON (youtrack-platform §1). */
  readonly contentType: string | null;
}

/**
 * A `+` is not escaped, so it arrives as a space (youtrack-platform §1, observed): apps with such values build the
 * query string themselves.
 */
export function queryString(parameters: readonly Parameter[]): string {
  return parameters
    .map(({ name, value }) => `${encode(name)}=${encode(value)}`)
    .join('&')
    .replaceAll('%2B', '+');
}

/** `application/x-www-form-urlencoded`, correctly escaped. */
export function formBody(parameters: readonly Parameter[]): Body {
  return {
    text: parameters.map(({ name, value }) => `${encode(name)}=${encode(value)}`).join('&'),
    contentType: 'application/x-www-form-urlencoded; charset=UTF-8',
  };
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('%20', '+');
}

/** @param payload what `http.js` hands over: text, an array of `{name, value}`, or a multipart object. */
export function payloadBody(payload: unknown): Body {
  if (Array.isArray(payload)) {
    return formBody(payload.map((item) => ({ name: text(item, 'name'), value: text(item, 'value') })));
  }
  if (typeof payload === 'object' && payload !== null && 'parts' in payload && Array.isArray(payload.parts)) {
    return multipartBody(payload.parts);
  }
  return { text: String(payload), contentType: null };
}

function multipartBody(parts: readonly unknown[]): Body {
  const boundary = randomUUID();
  const lines = parts.flatMap((part) => [
    `--${boundary}`,
    `Content-Disposition: form-data; name="${text(part, 'name')}"; filename="${text(part, 'fileName')}"`,
    `Content-Type: ${text(part, 'contentType') || 'application/octet-stream'}`,
    '',
    text(part, 'content'),
  ]);
  return {
    text: [...lines, `--${boundary}--`, ''].join('\r\n'),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

function text(item: unknown, key: string): string {
  const value: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, key) : undefined;
  return value === undefined || value === null ? '' : String(value);
}
