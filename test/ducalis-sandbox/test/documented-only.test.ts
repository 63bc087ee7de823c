/** `--documented-only`: the Ducalis of today, which answers unknown addresses like a website. */
import { expect, test } from 'vitest';
import { call, contract, start } from './support.ts';

const PROPOSED = contract.operations.filter(({ status }) => status === 'proposed');

test.each(PROPOSED)('$method $path is a page that does not exist', async ({ method, path }) => {
  const ducalis = await start({ documentedOnly: true });
  const address = path.replace('{id}', '1').replace('{external_id}', 'x1');
  const answer = await fetch(`${ducalis.url}/api${address}`, {
    method,
    headers: { Authorization: `Bearer ${ducalis.token}` },
  });
  expect(answer.status).toBe(404);
  expect(answer.headers.get('Content-Type')).toMatch('text/html');
  expect(await answer.text()).toMatch('<!doctype html>');
});

test('the documented calls work and boards carry the documented keys only', async () => {
  const ducalis = await start({ documentedOnly: true });
  const { body } = await call(ducalis, 'GET', '/boards?per-page=1');
  expect(body).toEqual([
    {
      id: 1,
      public_id: 'pb-7f3a',
      public_alias: 'product-backlog',
      name: 'Product backlog',
      description: 'What we build next',
    },
  ]);
  expect((await call(ducalis, 'POST', '/users', { body: { email: 'a@example.com' } })).status).toBe(200);
  const path = '/boards/1/voting-users/unsubscribes/add';
  expect((await call(ducalis, 'POST', path, { body: [] })).status).toBe(204);
});
