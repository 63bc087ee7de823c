/** Remembers answers by `Idempotency-Key`: the same key with the same bytes to the same address gets the same answer. */
import { createHash } from 'node:crypto';
import { createMiddleware } from 'hono/factory';

const REMEMBERED = 5_000;

interface StoredAnswer {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

export class IdempotencyStore {
  readonly #answers = new Map<string, StoredAnswer>();

  clear(): void {
    this.#answers.clear();
  }

  /** Only what succeeded is remembered: a refusal may turn out otherwise the next time. */
  readonly middleware = createMiddleware(async (context, next) => {
    const key = context.req.header('Idempotency-Key');
    if (key === undefined || context.req.method === 'GET') return next();
    const body = await context.req.arrayBuffer();
    const { search, pathname } = new URL(context.req.url);
    const name = createHash('sha256')
      .update(JSON.stringify([context.req.method, pathname, search, key]))
      .update(new Uint8Array(body))
      .digest('hex');
    const known = this.#answers.get(name);
    if (known) {
      const headers = known.type === null ? {} : { 'Content-Type': known.type };
      return new Response(known.status === 204 ? null : known.body, { status: known.status, headers });
    }
    await next();
    if (!context.res.ok) return;
    const { status, headers } = context.res;
    const answer = { status, type: headers.get('Content-Type'), body: await context.res.clone().text() };
    this.#answers.set(name, answer);
    const oldest = this.#answers.size > REMEMBERED ? this.#answers.keys().next().value : undefined;
    if (oldest !== undefined) this.#answers.delete(oldest);
  });
}
