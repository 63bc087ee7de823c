/** Which pages of other origins may read what REST answers. */
import { expect } from 'vitest';
import { packageOf } from '../engine/world.ts';
import { start, type World } from '../rest/support/world.ts';
import { getX } from './probe.ts';
import { statement } from './statement.ts';

const PAGE = 'https://tools.example.com';

async function allowing(...allowedOrigins: readonly string[]): Promise<World> {
  return start({ allowedOrigins, apps: [packageOf({ 'handler.js': getX("ctx.response.text('ok')") })] });
}

/** What a browser asks before it sends a request with a token. */
function preflight({ server }: World, origin: string): Promise<Response> {
  return fetch(`${server.url}/api/issues/DEMO-1`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
}

const allowed = ({ headers }: { readonly headers: Headers }): string | null =>
  headers.get('access-control-allow-origin');

statement('§7', 'D', 'Cross-origin requests follow the allowed origins of the instance', {
  'by default there is none': async () => {
    const world = await start();
    expect(allowed(await world.as('dora').get('issues/DEMO-1', { origin: PAGE }))).toBeNull();
    const asked = await preflight(world, PAGE);
    expect([allowed(asked), asked.headers.get('access-control-allow-methods')]).toEqual([null, null]);
  },
  'one that is allowed may read issues, refusals and what handlers answer': async () => {
    const world = await allowing('https://other.example.com', PAGE);
    for (const path of ['issues/DEMO-1', 'issues/NOPE-1', 'extensionEndpoints/demo-app/handler/x']) {
      const answer = await world.as('dora').get(path, { origin: PAGE });
      expect([path, allowed(answer), answer.headers.get('vary')]).toEqual([path, PAGE, 'Origin']);
    }
    expect(allowed(await world.as(null).get('issues', { origin: PAGE }))).toBe(PAGE);
  },
  'and is told before it sends a token and JSON': async () => {
    const asked = await preflight(await allowing(PAGE), PAGE);
    expect([asked.ok, allowed(asked)]).toEqual([true, PAGE]);
    expect(asked.headers.get('access-control-allow-methods')?.split(',')).toEqual(
      expect.arrayContaining(['GET', 'POST', 'PUT', 'DELETE']),
    );
    expect(asked.headers.get('access-control-allow-headers')).toMatch(/authorization, ?content-type/);
  },
  'another is not': async () => {
    const world = await allowing(PAGE);
    expect(allowed(await world.as('dora').get('issues/DEMO-1', { origin: `${PAGE}.evil.com` }))).toBeNull();
    expect(allowed(await preflight(world, 'null'))).toBeNull();
  },
});

statement('§7', 'R', 'Where all origins are allowed the answer is `*`', {
  'to whomever asks': async () => {
    expect(allowed(await (await allowing('*')).as('dora').get('issues/DEMO-1', { origin: PAGE }))).toBe('*');
  },
});
