/** What use cases rely on in an issue. */
import { NO_SOURCES } from '../../../src/domain/adoption.ts';
import { UNTOUCHED } from '../../../src/domain/delivery.ts';
import { sourcesAsText } from '../../../src/youtrack/adoption-facts.ts';
import { FACTS, RESULTS } from './facts.ts';
import {
  begin,
  type Case,
  create,
  INSTANCE,
  issue,
  NOW,
  project,
  SUMMARY,
  same,
  script,
  writesNothing,
} from './world.ts';

const NOTHING_NOTED = { postedAt: null, trouble: { parts: [], fields: [], resent: 0 } };
const ADOPTION = { source: 'former', externalId: 'former-1', revision: 50, isEvaluated: true } as const;
const CLAIMED = sourcesAsText({ ...NO_SOURCES, ours: [ADOPTION.source] });

export const OF_ISSUES: readonly Case[] = [
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
        issue(world, 1).recordResults({
          totalScore: null,
          isTopPriority: null,
          criteria: [],
          ...NOTHING_NOTED,
        });
      }),
      writesNothing((world) =>
        same(issue(world, 1).results(), {
          ...RESULTS,
          totalScore: null,
          isTopPriority: null,
          criteria: [],
          ...NOTHING_NOTED,
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
    name: 'an adopted id counts from when its source is ours, and the facts with it',
    steps: [
      begin,
      create(1),
      script((world) => {
        issue(world, 1).recordResults(RESULTS);
        issue(world, 1).adopt(ADOPTION, { boardId: '007' });
      }),
      writesNothing((world) => {
        const one = issue(world, 1);
        same([one.isOwner(), one.delivery().boardId, one.source()], [false, null, INSTANCE]);
        same(one.adoption(), ADOPTION);
        same(world.execution.issueByExternalId(ADOPTION.externalId), null);
      }),
      script(({ execution }) => execution.recordStorage({ sources: CLAIMED })),
      writesNothing((world) => {
        const one = issue(world, 1);
        same([one.isOwner(), one.delivery().boardId, one.source()], [true, '007', ADOPTION.source]);
        same([one.own().externalId, one.results().scoredAt], [ADOPTION.externalId, null]);
        same(world.execution.issueByExternalId(ADOPTION.externalId)?.key, one.key);
      }),
    ],
  },
  {
    name: 'an adopted id is kept while the board is still to be read, and given up after that',
    steps: [
      begin,
      create(1),
      script((world) => {
        project(world, world.here).become({ unread: true });
        issue(world, 1).adopt(ADOPTION, { boardId: '007' });
      }),
      script((world) => {
        issue(world, 1).own();
        same(issue(world, 1).adoption(), ADOPTION);
        issue(world, 1).record({ externalId: 'drawn meanwhile' });
        issue(world, 1).own();
        world.execution.recordStorage({ sources: CLAIMED });
        same(issue(world, 1).delivery().externalId, ADOPTION.externalId);
        world.execution.recordStorage({ sources: null });
        project(world, world.here).become({ unread: null });
      }),
      script((world) => {
        const { externalId, boardId } = issue(world, 1).own();
        same([externalId?.startsWith(INSTANCE.slice(0, 8)), boardId], [true, null]);
        same([issue(world, 1).adoption(), issue(world, 1).source()], [null, INSTANCE]);
      }),
    ],
  },
  {
    name: 'a copied issue has not adopted what its original has',
    steps: [
      begin,
      create(1),
      script((world) => issue(world, 1).adopt(ADOPTION, {})),
      { kind: 'copy', number: 1 },
      writesNothing((world) =>
        same([issue(world, 1).adoption(), issue(world, 2).adoption()], [ADOPTION, null]),
      ),
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
