/** How a call is refused as a whole, and how bodies and numbers in addresses are read. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** The greatest body that is taken, and the greatest page of results. */
export const MAX_BYTES = 1_048_576;

/** Ends a call with `{error: {message}}`. */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode;

  /** @param message one plain sentence */
  constructor(status: ContentfulStatusCode, message: string) {
    super(message);
    this.status = status;
  }
}

export function refused(context: Context, status: ContentfulStatusCode, message: string): Response {
  return context.json({ error: { message } }, status);
}

/** @throws Refusal 413 for too much, 400 for what is not JSON. */
export async function readJson(context: Context): Promise<unknown> {
  const bytes = await context.req.arrayBuffer();
  if (bytes.byteLength > MAX_BYTES) throw new Refusal(413, 'The body is greater than 1 MB.');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal(400, 'The body is not JSON in UTF-8.');
  }
}

/**
 * A whole number from the query, at least 1.
 * @throws Refusal 400 for anything else.
 */
export function wholeNumber(context: Context, name: string, fallback: number): number {
  const text = context.req.query(name);
  if (text === undefined) return fallback;
  const number = /^\d{1,16}$/.test(text) ? Number(text) : 0;
  if (number < 1 || !Number.isSafeInteger(number))
    throw new Refusal(400, `${name} must be a whole number from 1.`);
  return number;
}
