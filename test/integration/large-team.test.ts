import * as v from 'valibot';
import { beforeAll, expect, it } from 'vitest';
import { PeopleSchema } from '../../src/shared/project-page.ts';
import { numbered, writeLargeSeed } from '../fixtures/large-seed.ts';
import { requestsTo } from '../fixtures/life.ts';
import { PROJECT, startWorld, type World } from '../fixtures/world.ts';

const PEOPLE = 70;
const PATH = `admin/projects/${PROJECT}/extensionEndpoints/ducalis/project`;

let world: World;
beforeAll(async () => {
  const seed = await writeLargeSeed(0, PEOPLE);
  world = await startWorld({ seed });
});

it('is invited at once, at most 50 people a call', async () => {
  const calls = () => requestsTo(world, 'POST', '/members');
  const before = await calls();
  const logins = numbered(PEOPLE).map((number) => `person-${number}`);
  const after = v.parse(PeopleSchema, await world.as('project-admin').post(`${PATH}/invite`, { logins }));
  const invited = after.members.filter(({ access }) => access === 'pending').map(({ login }) => login);
  expect(invited).toEqual(expect.arrayContaining(logins));
  expect((await calls()) - before).toBe(2);
});
