/**
 * What use cases rely on in the ports of `src/youtrack/ports.ts`, as data: each case holds for the YouTrack in memory
 * and for the adapter inside the emulator. Nothing here knows which of them it runs on, nor any test runner.
 */
import { UNTOUCHED } from '../../../src/domain/delivery.ts';
import { EVERYTHING } from '../../../src/domain/filter.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../../../src/youtrack/ports.ts';

/** One execution of a script, in a YouTrack with two projects that no other case knows. */
export interface World {
  readonly execution: Execution;
  /** Keys of the projects. */
  readonly here: string;
  readonly there: string;
}

/** What happens in a transaction of its own. Numbers are those of issues in the project `here`. */
export type Step =
  | { readonly kind: 'script'; run(world: World): void }
  /** It must not change anything, not even write what is there already. */
  | { readonly kind: 'script that writes nothing'; run(world: World): void }
  /** A person creates so many issues. */
  | { readonly kind: 'create'; readonly count: number }
  /** A person moves the issue to the project `there`. */
  | { readonly kind: 'move'; readonly number: number }
  /** A person copies the issue: the copy has the next number. */
  | { readonly kind: 'copy'; readonly number: number }
  | { readonly kind: 'delete'; readonly number: number };

export interface Case {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** What both projects have, wherever the cases run. */
export const FIELDS = [
  { name: 'State', type: 'state[1]', values: ['Open', 'Fixed'] },
  { name: 'Score', type: 'float', values: [] },
  { name: 'Rank', type: 'integer', values: [] },
] as const;
export const TEAM = [{ login: 'bob', name: 'Bob', email: 'bob@example.com' }] as const;
export const SUMMARY = 'Summary of an issue';

const INSTANCE = 'abcdefgh-instance';
const NOW = 1_800_000_000_123;

const create = (count: number): Step => ({ kind: 'create', count });
const script = (run: (world: World) => void): Step => ({ kind: 'script', run });
const writesNothing = (run: (world: World) => void): Step => ({ kind: 'script that writes nothing', run });
/** Gives this YouTrack its id: without one no issue has an owner. */
const begin = script(({ execution }) => execution.connect({ instanceId: INSTANCE }));

/** @throws Error when there is none. */
function issue({ execution, here }: World, number: number): IssueHandle {
  const found = execution.issueByKey(`${here}-${number}`);
  if (found === null) throw new Error(`There is no ${here}-${number}`);
  return found;
}

/** @throws Error when there is none. */
function project({ execution }: World, key: string): ProjectHandle {
  const found = execution.projectByKey(key);
  if (found === null) throw new Error(`There is no project ${key}`);
  return found;
}

/** @throws Error that shows both, when they differ. */
function same(actual: unknown, expected: unknown): void {
  const [one, other] = [canonical(actual), canonical(expected)];
  if (one !== other) throw new Error(`${one} instead of ${other}`);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

const keysOf = (issues: readonly IssueHandle[]): string[] => issues.map(({ key }) => key).sort();

const FACTS = {
  changeToken: 'token',
  queue: 'queue',
  sent: { batch: 'batch', token: 'token', revision: NOW * 1_000 + 7, at: NOW, hash: 'hash' },
  sentBatch: 'batch',
  boardId: '007',
  ackedToken: 'token',
  ackedHash: 'hash',
  ackedAt: NOW,
  attempts: 3,
  retryAt: NOW + 1,
  batchLimit: 50,
  failure: 'issue-rejected',
  failureDetail: '“Größe” is 12.50 🚀',
  attention: 'queue',
  ducalisUrl: 'https://ducalis.io/issue/1',
  excludedBy: 'filter',
  departures: [
    { board: '1', externalId: 'ext', revision: 5, attempts: 2, due: NOW, call: null, at: 0 },
    { board: '2', externalId: 'ext', revision: 6, attempts: 0, due: 0, call: 'call', at: NOW },
  ],
  leavingQueue: 'leaving',
} as const;

const RESULTS = {
  totalScore: 12.333333333333334,
  priority: 3,
  isTopPriority: false,
  votingPercent: 80,
  isFinal: true,
  alignment: 0,
  criteria: [{ key: 'reach', name: 'Reach', kind: 'value', score: 0.1 }],
  scoredAt: NOW,
  resultsQueue: 'queue',
  resultsQueuedAt: NOW,
} as const;

const OF_ISSUES: readonly Case[] = [
  {
    name: 'an issue that was never touched has no facts and no owner',
    steps: [
      begin,
      create(1),
      writesNothing((world) => {
        const one = issue(world, 1);
        same(one.delivery(), UNTOUCHED);
        same([one.isOwner(), one.isMarkable()], [false, false]);
        const { scoredAt, totalScore, criteria } = one.results();
        same({ scoredAt, totalScore, criteria }, { scoredAt: null, totalScore: null, criteria: [] });
      }),
    ],
  },
  {
    name: 'the facts of an issue are read as they were written',
    steps: [
      begin,
      create(1),
      script((world) => {
        const one = issue(world, 1);
        one.own();
        one.record(FACTS);
        const { externalId: _, ...facts } = one.delivery();
        same(facts, FACTS);
      }),
      writesNothing((world) => {
        const { externalId, ...facts } = issue(world, 1).delivery();
        same(facts, FACTS);
        same(externalId?.startsWith(INSTANCE.slice(0, 8)), true);
      }),
    ],
  },
  {
    name: 'a fact that is cleared is unknown, and others stay',
    steps: [
      begin,
      create(1),
      script((world) => {
        issue(world, 1).own();
        issue(world, 1).record(FACTS);
      }),
      script((world) =>
        issue(world, 1).record({ attempts: null, failure: null, sent: null, departures: [], boardId: null }),
      ),
      writesNothing((world) => {
        const { sent, boardId, departures, ackedAt, excludedBy } = issue(world, 1).delivery();
        same(
          { sent, boardId, departures, ackedAt, excludedBy },
          { sent: null, boardId: null, departures: [], ackedAt: NOW, excludedBy: 'filter' },
        );
      }),
    ],
  },
  {
    name: 'a number may be 0',
    steps: [
      begin,
      create(1),
      script((world) => {
        issue(world, 1).own();
        issue(world, 1).record({ attempts: 0, sent: { ...FACTS.sent, token: null } });
        issue(world, 1).recordResults({ totalScore: 0, priority: 0 });
      }),
      writesNothing((world) => {
        same(issue(world, 1).delivery().attempts, 0);
        const { totalScore, priority } = issue(world, 1).results();
        same({ totalScore, priority }, { totalScore: 0, priority: 0 });
      }),
    ],
  },
  {
    name: 'an issue that leaves the queue is in none, and an edit may mark it',
    steps: [
      begin,
      create(1),
      script((world) => issue(world, 1).record({ changeToken: 'token', queue: `queue of ${world.here}` })),
      script((world) => issue(world, 1).record({ queue: null })),
      writesNothing((world) => {
        same([issue(world, 1).delivery().queue, issue(world, 1).isMarkable()], [null, true]);
        same(world.execution.queuedIssues(`queue of ${world.here}`, 9).length, 0);
      }),
    ],
  },
  {
    name: 'half a mark is none',
    steps: [
      begin,
      create(1),
      script((world) => issue(world, 1).record({ changeToken: 'token' })),
      writesNothing((world) => same(issue(world, 1).isMarkable(), false)),
    ],
  },
  {
    name: 'results are read as they were written, fractions and all',
    steps: [
      begin,
      create(1),
      script((world) => {
        issue(world, 1).own();
        issue(world, 1).recordResults(RESULTS);
      }),
      script((world) => {
        same(issue(world, 1).results(), RESULTS);
        issue(world, 1).recordResults({ totalScore: null, isTopPriority: null, criteria: [] });
      }),
      writesNothing((world) =>
        same(issue(world, 1).results(), {
          ...RESULTS,
          totalScore: null,
          isTopPriority: null,
          criteria: [],
        }),
      ),
    ],
  },
  {
    name: 'an issue is owned once and for all',
    steps: [
      begin,
      create(1),
      script((world) => {
        const first = issue(world, 1).own();
        same(issue(world, 1).own(), first);
        same(issue(world, 1).isOwner(), true);
      }),
      writesNothing((world) => {
        const one = issue(world, 1);
        same(one.own().externalId, one.delivery().externalId);
      }),
    ],
  },
  {
    name: 'a copied issue has nothing but its mark, until it is made one of its own',
    steps: [
      begin,
      create(1),
      script((world) => {
        issue(world, 1).own();
        issue(world, 1).record(FACTS);
        issue(world, 1).recordResults(RESULTS);
      }),
      { kind: 'copy', number: 1 },
      script((world) => {
        const [original, copy] = [issue(world, 1), issue(world, 2)];
        same([original.isOwner(), copy.isOwner(), copy.isMarkable()], [true, false, true]);
        same(copy.delivery(), { ...UNTOUCHED, changeToken: FACTS.changeToken, queue: FACTS.queue });
        same(copy.results().scoredAt, null);
        const { externalId, ...facts } = copy.own();
        same(externalId === original.delivery().externalId, false);
        const { externalId: _, ...untouched } = UNTOUCHED;
        same(facts, { ...untouched, changeToken: FACTS.changeToken, queue: FACTS.queue });
        same(copy.results().scoredAt, null);
      }),
      writesNothing((world) => {
        same([issue(world, 1).isOwner(), issue(world, 2).isOwner()], [true, true]);
        same(issue(world, 1).delivery().boardId, FACTS.boardId);
        same(issue(world, 1).results().totalScore, RESULTS.totalScore);
      }),
    ],
  },
  {
    name: 'an issue of the YouTrack that this one is a copy of has nothing but its mark',
    steps: [
      begin,
      create(1),
      script((world) => {
        issue(world, 1).own();
        issue(world, 1).record(FACTS);
      }),
      script(({ execution }) => execution.connect({ instanceId: 'hgfedcba-instance' })),
      script((world) => {
        const one = issue(world, 1);
        same(one.isOwner(), false);
        same(one.delivery(), { ...UNTOUCHED, changeToken: FACTS.changeToken, queue: FACTS.queue });
        same(one.own().externalId?.startsWith('hgfedcba-'), true);
      }),
    ],
  },
  {
    name: 'what an issue is, is read of what it is now',
    steps: [
      create(1),
      writesNothing((world) => {
        const one = issue(world, 1);
        same([one.key, one.project.key, one.isReported], [`${world.here}-1`, world.here, true]);
        const { key, url, summary, isRestricted, tags, fields } = one.snapshot({
          fields: ['State', 'No such field'],
          attributes: [],
        });
        same(
          { key, url, summary, isRestricted, tags },
          {
            key: one.key,
            url: `${one.baseUrl()}/issue/${one.key}`,
            summary: SUMMARY,
            isRestricted: false,
            tags: [],
          },
        );
        same([...fields.keys()], ['State']);
        same(one.html(), '');
        same(one.isVisibleTo(world.execution.viewer), true);
        same(one.isNewHere(), false);
        same(one.leaves(), null);
      }),
    ],
  },
  {
    name: 'results are written into fields that can hold them',
    steps: [
      create(1),
      script((world) => {
        const { targets } = issue(world, 1);
        same(
          ['Score', 'Rank', 'No such field'].map((field) => targets.typeOf(field)),
          ['float', 'integer', null],
        );
        same([targets.differs('Score', null), targets.differs('Score', 7.5)], [false, true]);
        targets.write('Score', 7.5);
        targets.write('Rank', 3);
      }),
      script((world) => {
        const { targets } = issue(world, 1);
        same([targets.differs('Score', 7.5), targets.differs('Rank', 3)], [false, false]);
        same([targets.differs('Score', 7.6), targets.differs('Rank', null)], [true, true]);
        targets.write('Score', null);
      }),
      writesNothing((world) => same(issue(world, 1).targets.differs('Score', null), false)),
    ],
  },
];

const OF_LOOK_UPS: readonly Case[] = [
  {
    name: 'queued issues are found by their queue, copies too, no more than asked for',
    steps: [
      begin,
      create(3),
      script((world) => {
        for (const number of [1, 2]) {
          issue(world, number).own();
          issue(world, number).record({ changeToken: 'token', queue: `queue of ${world.here}` });
        }
        issue(world, 3).record({ queue: `another queue of ${world.here}` });
      }),
      { kind: 'copy', number: 1 },
      writesNothing((world) => {
        const { execution, here } = world;
        same(keysOf(execution.queuedIssues(`queue of ${here}`, 9)), [`${here}-1`, `${here}-2`, `${here}-4`]);
        same(execution.queuedIssues(`queue of ${here}`, 2).length, 2);
        same(execution.queuedIssues(`queue of ${here}`, 0).length, 0);
        same(execution.queuedIssues(`queue of ${here} and more`, 9).length, 0);
      }),
    ],
  },
  {
    name: 'a look-up sees what its own transaction has written',
    steps: [
      begin,
      create(2),
      script((world) => {
        const { execution, here } = world;
        for (const number of [1, 2]) issue(world, number).record({ queue: `queue of ${here}` });
        const [first] = execution.queuedIssues(`queue of ${here}`, 9);
        same(execution.queuedIssues(`queue of ${here}`, 9).length, 2);
        first?.record({ queue: null });
        same(execution.queuedIssues(`queue of ${here}`, 9).length, 1);
      }),
    ],
  },
  {
    name: 'issues that leave a board and those of a batch are found without their copies',
    steps: [
      begin,
      create(2),
      script((world) => {
        for (const number of [1, 2]) {
          issue(world, number).own();
          issue(world, number).record({
            leavingQueue: `leaving ${world.here}`,
            sentBatch: `batch of ${world.here}`,
          });
        }
      }),
      { kind: 'copy', number: 1 },
      { kind: 'copy', number: 2 },
      writesNothing(({ execution, here }) => {
        const originals = [`${here}-1`, `${here}-2`];
        same(keysOf(execution.leavingIssues(`leaving ${here}`, 9)), originals);
        same(execution.leavingIssues(`leaving ${here}`, 1).length, 1);
        same(keysOf(execution.issuesOfBatch(`batch of ${here}`)), originals);
        same(execution.issuesOfBatch('no batch').length, 0);
      }),
    ],
  },
  {
    name: 'issues that wait for a person are counted only if they are wanted',
    steps: [
      begin,
      create(3),
      script((world) => {
        for (const number of [1, 2, 3]) issue(world, number).record({ attention: `attention ${world.here}` });
      }),
      writesNothing(({ execution, here }) => {
        const asked = `attention ${here}`;
        same(execution.issuesNeedingAttention(asked, 9).length, 3);
        same(execution.issuesNeedingAttention(asked, 2).length, 2);
        const others = execution.issuesNeedingAttention(asked, 2, ({ key }) => key !== `${here}-1`);
        same(keysOf(others), [`${here}-2`, `${here}-3`]);
      }),
    ],
  },
  {
    name: 'an issue is found by its external id, and its copy is not',
    steps: [
      begin,
      create(1),
      script((world) => void issue(world, 1).own()),
      { kind: 'copy', number: 1 },
      writesNothing((world) => {
        const { externalId } = issue(world, 1).delivery();
        same(world.execution.issueByExternalId(externalId ?? '')?.key, `${world.here}-1`);
        same(world.execution.issueByExternalId('no such id'), null);
      }),
    ],
  },
  {
    name: 'a moved issue is found by its new id only, and its facts move with it',
    steps: [
      begin,
      create(1),
      script((world) => {
        issue(world, 1).own();
        issue(world, 1).record(FACTS);
      }),
      { kind: 'move', number: 1 },
      writesNothing(({ execution, here, there }) => {
        same(execution.issueByKey(`${here}-1`), null);
        const moved = execution.issueByKey(`${there}-1`);
        same([moved?.key, moved?.project.key, moved?.isOwner()], [`${there}-1`, there, true]);
        same(moved?.delivery().sent, FACTS.sent);
        same(execution.issueByExternalId(moved?.delivery().externalId ?? '')?.key, `${there}-1`);
      }),
    ],
  },
  {
    name: 'a deleted issue is found no more',
    steps: [
      begin,
      create(2),
      script((world) => {
        for (const number of [1, 2]) {
          issue(world, number).own();
          issue(world, number).record({ queue: `queue of ${world.here}` });
        }
      }),
      { kind: 'delete', number: 1 },
      writesNothing(({ execution, here }) => {
        same(execution.issueByKey(`${here}-1`), null);
        same(keysOf(execution.queuedIssues(`queue of ${here}`, 9)), [`${here}-2`]);
      }),
    ],
  },
  {
    name: 'issues of a project are given in no more than the asked number',
    steps: [
      create(3),
      writesNothing((world) => {
        const { execution, here, there } = world;
        same(execution.someIssues(project(world, here), 2).length, 2);
        same(execution.someIssues(project(world, here), 9).length, 3);
        same(execution.someIssues(project(world, there), 9).length, 0);
      }),
    ],
  },
];

const OF_PROJECTS: readonly Case[] = [
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
          scoresCursor: '007',
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
        const { queueId, sweptAt, scoresCursor, chain, nextTurn, invitesTeam, invitedAt } = one.facts();
        same(
          { queueId, sweptAt, scoresCursor, chain, nextTurn, invitesTeam, invitedAt },
          {
            queueId: 'queue',
            sweptAt: NOW,
            scoresCursor: '007',
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

const OF_STORAGE: readonly Case[] = [
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
          notBefore: NOW,
          baseUrl: 'https://a',
        });
      }),
      writesNothing(({ execution }) => {
        const { connectionState, connectionEpoch, notBefore, baseUrl, checkedAt } = execution.storage();
        same(
          [connectionState, connectionEpoch, notBefore, baseUrl, checkedAt],
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

const OF_EXECUTIONS: readonly Case[] = [
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
        world.execution.connect({ instanceId: INSTANCE, notBefore: null });
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

export const CASES: readonly Case[] = [
  ...OF_ISSUES,
  ...OF_LOOK_UPS,
  ...OF_PROJECTS,
  ...OF_STORAGE,
  ...OF_EXECUTIONS,
];
