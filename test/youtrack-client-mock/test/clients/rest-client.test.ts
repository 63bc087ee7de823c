/** An independent REST client from npm, unchanged: nothing here knows how this emulator was written. */
import { expect, it } from 'vitest';
import { Youtrack } from 'youtrack-rest-client';
import type { World } from '../rest/support/world.ts';
import { start } from '../rest/support/world.ts';

function clientOf({ server }: World, login: string): Youtrack {
  const token = server.users.find((user) => user.login === login)?.token ?? '';
  return new Youtrack({ baseUrl: server.url, token });
}

it('creates, finds, changes and comments an issue', async () => {
  const world = await start();
  const client = clientOf(world, 'dora');
  const demo = (await client.projects.all()).find(({ shortName }) => shortName === 'DEMO');
  const made = await client.issues.create({
    summary: 'From a client',
    description: 'It knows **YouTrack** only',
    project: { id: demo?.id ?? '' },
  });
  const id = made.id ?? '';
  expect(made).toMatchObject({ numberInProject: 4, summary: 'From a client', reporter: { login: 'dora' } });

  const found = await client.issues.search('project: DEMO From a client');
  expect(found.map(({ summary }) => summary)).toEqual(['From a client']);

  await client.issues.update({ id, summary: 'Changed by a client' });
  expect(await client.issues.byId(id)).toMatchObject({ summary: 'Changed by a client' });

  const comment = await client.comments.create(id, { text: 'A comment' });
  expect(await client.comments.all(id)).toMatchObject([{ id: comment.id, text: 'A comment' }]);
});

it('applies a command, works with tags and work items, and deletes', async () => {
  const world = await start();
  const client = clientOf(world, 'admin');
  const { id = '' } = await client.issues.byId('DEMO-1');
  await client.issues.executeCommand({ query: 'State Fixed', issues: [{ id }] });
  expect(await client.issues.byId(id)).toMatchObject({ resolved: expect.any(Number) });

  const item = await client.workItems.create(id, { duration: { presentation: '1h 30m' }, text: 'Looked' });
  expect(await client.workItems.all(id)).toMatchObject([{ id: item.id, duration: { minutes: 90 } }]);

  expect((await client.tags.all()).map(({ name }) => name)).toContain('shared');
  expect(await client.users.current()).toMatchObject({ login: 'admin' });
  await client.issues.delete(id);
  await expect(client.issues.byId(id)).rejects.toMatchObject({ response: { status: 404 } });
});
