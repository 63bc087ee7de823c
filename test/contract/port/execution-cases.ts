/** What use cases rely on in an execution: its storage, its chance, and that it writes only what differs. */
import { FACTS, RESULTS } from './facts.ts';
import {
  begin,
  type Case,
  create,
  INSTANCE,
  issue,
  NOW,
  project,
  same,
  script,
  writesNothing,
} from './world.ts';

export const OF_STORAGE: readonly Case[] = [
  {
    name: 'the connection is written by a transition, and by nothing else',
    steps: [
      script(({ execution }) => {
        const records = { boards: 'boards', connectionState: 'connected', instanceId: INSTANCE };
        execution.recordStorage(records);
      }),
      script(({ execution }) => {
        const { boards, connectionState, instanceId } = execution.storage();
        same([boards, connectionState, instanceId], ['boards', null, null]);
        execution.connect({
          connectionState: 'connected',
          connectionEpoch: 7,
          checkedAt: NOW,
          baseUrl: 'https://a',
        });
      }),
      writesNothing(({ execution }) => {
        const { connectionState, connectionEpoch, checkedAt, baseUrl, answeredAt } = execution.storage();
        same(
          [connectionState, connectionEpoch, checkedAt, baseUrl, answeredAt],
          ['connected', 7, NOW, 'https://a', null],
        );
      }),
    ],
  },
  {
    name: 'what is recorded of this YouTrack is read as it was written',
    steps: [
      script(({ execution }) =>
        execution.recordStorage({ schema: 2, callSlotA: 'id@5', capabilities: '{}', allowedBoards: '' }),
      ),
      script(({ execution }) => {
        const { schema, callSlotA, callSlotB, capabilities } = execution.storage();
        same([schema, callSlotA, callSlotB, capabilities], [2, 'id@5', null, '{}']);
        execution.recordStorage({ schema: null, callSlotA: '-' });
      }),
      writesNothing(({ execution }) => {
        const { schema, callSlotA, capabilities } = execution.storage();
        same([schema, callSlotA, capabilities], [null, '-', '{}']);
      }),
    ],
  },
];

export const OF_EXECUTIONS: readonly Case[] = [
  {
    name: 'only what differs is written',
    steps: [
      begin,
      create(1),
      script((world) => {
        issue(world, 1).own();
        issue(world, 1).record(FACTS);
        issue(world, 1).recordResults(RESULTS);
        project(world, world.here).record({ queueId: 'queue', sweptAt: NOW, journal: 'text' });
        project(world, world.here).become({ connected: true, boardId: '1', leaving: null });
        world.execution.recordStorage({ schema: 2, boards: 'boards' });
      }),
      writesNothing((world) => {
        issue(world, 1).record(FACTS);
        issue(world, 1).recordResults(RESULTS);
        project(world, world.here).record({ queueId: 'queue', sweptAt: NOW, journal: 'text', chain: null });
        project(world, world.here).become({ connected: true, boardId: '1', leaving: null });
        world.execution.recordStorage({ schema: 2, boards: 'boards', callSlotA: null });
        world.execution.connect({ instanceId: INSTANCE, checkedAt: null });
      }),
    ],
  },
  {
    name: 'ids are fresh, chance is a part of 1, and a digest tells texts apart',
    steps: [
      writesNothing(({ execution }) => {
        same(new Set([1, 2, 3].map(() => execution.newId())).size, 3);
        const random = execution.random();
        same(random >= 0 && random < 1, true);
        same(new Set(['a', 'b', 'a'].map((text) => execution.digest(text))).size, 2);
        same([execution.hop, execution.subject()], [0, null]);
        same([execution.hasDucalisToken, execution.hasYouTrackToken], [false, false]);
        same(execution.viewer.hasPermission('ADMIN_UPDATE_APP'), true);
      }),
    ],
  },
];
