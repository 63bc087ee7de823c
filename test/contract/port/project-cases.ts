/** What use cases rely on in a project. */
import { EVERYTHING } from '../../../src/domain/filter.ts';
import {
  type Case,
  create,
  FIELDS,
  issue,
  NOW,
  project,
  same,
  script,
  TEAM,
  writesNothing,
} from './world.ts';

export const OF_PROJECTS: readonly Case[] = [
  {
    name: 'a project that was never touched has no facts and no documents',
    steps: [
      writesNothing((world) => {
        const one = project(world, world.here);
        same(
          Object.values(one.facts()).filter((value) => value !== null),
          [],
        );
        same([one.document('configuration'), one.document('journal')], [null, null]);
        same([one.key, one.isArchived], [world.here, false]);
        same(world.execution.projectByKey('NOSUCHKEY'), null);
      }),
    ],
  },
  {
    name: 'what is recorded of a project is read as it was written',
    steps: [
      script((world) =>
        project(world, world.here).record({
          queueId: 'queue',
          sweptAt: NOW,
          feedSince: 7,
          chain: 'a@1@2',
          nextTurn: 'b@3',
          invitesTeam: false,
          invitedAt: 0,
          configuration: '{"version":1,"name":"Größe 🚀"}',
          journal: 'x'.repeat(20_000),
        }),
      ),
      writesNothing((world) => {
        const one = project(world, world.here);
        const { queueId, sweptAt, feedSince, chain, nextTurn, invitesTeam, invitedAt } = one.facts();
        same(
          { queueId, sweptAt, feedSince, chain, nextTurn, invitesTeam, invitedAt },
          {
            queueId: 'queue',
            sweptAt: NOW,
            feedSince: 7,
            chain: 'a@1@2',
            nextTurn: 'b@3',
            invitesTeam: false,
            invitedAt: 0,
          },
        );
        same(one.document('configuration'), '{"version":1,"name":"Größe 🚀"}');
        same(one.document('journal')?.length, 20_000);
        same(project(world, world.there).facts().queueId, null);
      }),
      script((world) => project(world, world.here).record({ queueId: null, journal: null })),
      writesNothing((world) => {
        const one = project(world, world.here);
        same([one.facts().queueId, one.document('journal'), one.facts().sweptAt], [null, null, NOW]);
      }),
    ],
  },
  {
    name: 'a membership is written by a transition, and by nothing else',
    steps: [
      script((world) => {
        const records = {
          queueId: 'queue',
          connected: true,
          boardId: '9',
          suspendedReason: 'board-disabled',
        };
        project(world, world.here).record(records);
      }),
      script((world) => {
        const { queueId, connected, boardId, suspendedReason } = project(world, world.here).facts();
        same([queueId, connected, boardId, suspendedReason], ['queue', null, null, null]);
        project(world, world.here).become({ connected: true, boardId: '007', boardEpoch: 2 });
      }),
      script((world) => {
        const { connected, boardId, boardEpoch, leaving } = project(world, world.here).facts();
        same([connected, boardId, boardEpoch, leaving], [true, '007', 2, null]);
        project(world, world.here).become({ connected: null, boardId: null });
      }),
      writesNothing((world) => {
        const { connected, boardId, boardEpoch } = project(world, world.here).facts();
        same([connected, boardId, boardEpoch], [null, null, 2]);
      }),
    ],
  },
  {
    name: 'connected projects are those that have a board',
    steps: [
      script((world) => project(world, world.here).become({ connected: true })),
      writesNothing(({ execution, here, there }) => {
        const keys = execution.connectedProjects().map(({ key }) => key);
        same([keys.includes(here), keys.includes(there)], [true, false]);
      }),
    ],
  },
  {
    name: 'a project knows its issues, and by one of them its address',
    steps: [
      writesNothing((world) => {
        const one = project(world, world.here);
        same([one.issueCount(), one.liveIssueKey(), one.baseUrl()], [0, null, null]);
      }),
      create(2),
      writesNothing((world) => {
        const one = project(world, world.here);
        same(one.issueCount(), 2);
        same([`${world.here}-1`, `${world.here}-2`].includes(one.liveIssueKey() ?? ''), true);
        same(one.baseUrl(), issue(world, 1).baseUrl());
        same(one.baseUrl()?.endsWith('/'), false);
      }),
    ],
  },
  {
    name: 'a project knows its fields, their values, and its team',
    steps: [
      writesNothing((world) => {
        const one = project(world, world.here);
        const known = one.fields().filter(({ name }) => FIELDS.some((field) => field.name === name));
        same(
          [...known].sort((a, b) => (a.name < b.name ? -1 : 1)),
          ['Rank', 'Score', 'State'].map((name) => ({
            name,
            type: FIELDS.find((field) => field.name === name)?.type,
          })),
        );
        same(one.hasValue({ field: 'State', value: 'Open' }), true);
        same(one.hasValue({ field: 'State', value: 'Submitted' }), false);
        same(one.hasValue({ field: 'Score', value: 'Open' }), false);
        same(one.hasValue({ field: 'No such field', value: 'Open' }), false);
        const filter = {
          ...EVERYTHING,
          fields: [{ field: 'State', values: ['Open', 'Submitted'] }],
          includeTag: 'no such tag',
        };
        same(one.missingValues(filter), [
          { field: 'State', value: 'Submitted' },
          { field: 'tag', value: 'no such tag' },
        ]);
        same(one.missingValues(EVERYTHING), []);
        same(one.team(), TEAM);
      }),
    ],
  },
];
