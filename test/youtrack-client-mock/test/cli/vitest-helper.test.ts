/** The helper for tests of apps, as the README shows it. */
import { beforeAll, expect, it } from 'vitest';
import { useYouTrack } from '../../src/vitest.ts';
import { smallApp } from './small-app.ts';

const RULE = `
  const entities = require('@jetbrains/youtrack-scripting-api/entities');
  exports.rule = entities.Issue.onChange({
    title: 'Marks issues',
    guard: (ctx) => ctx.issue.isChanged('summary'),
    action: (ctx) => { ctx.issue.description = 'Was ' + ctx.issue.oldValue('summary'); },
  });`;
const here = useYouTrack({ apps: [new Map([...smallApp(), ['mark.js', new TextEncoder().encode(RULE)]])] });

beforeAll(() => here.attach('hello', 'DEMO'));

it('calls as a user, runs the rules of an attached app, and measures them', async () => {
  const { status } = await here.as('admin').post('issues/DEMO-1', { summary: 'Edited' });
  expect(status).toBe(200);
  const { body } = await here.as('admin').get('issues/DEMO-1?fields=description');
  expect(body).toMatchObject({ description: 'Was Look around' });
  expect(here.metrics()).toMatchObject([{ rule: 'mark', actionCalls: 1, insideOutbound: 0 }]);
  expect(here.outbound()).toEqual([]);
});

it('keeps one YouTrack for the file, whose clock is moved', async () => {
  const before = here.youTrack.now();
  await here.pass(60_000);
  expect(here.youTrack.now()).toBe(before + 60_000);
  expect((await here.as('admin').get('extensionEndpoints/hello/backend/hello')).body).toEqual({
    hello: 'admin',
  });
});

it('says what is not there', () => {
  expect(() => here.as('nobody')).toThrow('The seed has no user nobody');
  expect(() => here.attach('hello', 'NOPE')).toThrow('There is no project NOPE');
});
