/** What use cases rely on when they look issues up. */
import type { DeliveryPatch } from '../../../src/domain/delivery.ts';
import { FACTS } from './facts.ts';
import {
  begin,
  type Case,
  create,
  issue,
  keysOf,
  NOW,
  project,
  type Step,
  same,
  script,
  type World,
  writesNothing,
} from './world.ts';

/** Of the first issues of the project, which get owners. */
const recordEach = (count: number, patchOf: (world: World, number: number) => DeliveryPatch): Step =>
  script((world) => {
    for (let number = 1; number <= count; number += 1) {
      issue(world, number).own();
      issue(world, number).record(patchOf(world, number));
    }
  });

export const OF_LOOK_UPS: readonly Case[] = [
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
    name: 'issues that are put off are found apart from the others of their queue, and when they may be tried',
    steps: [
      begin,
      create(3),
      recordEach(3, ({ here }, number) => ({
        changeToken: 'token',
        queue: `queue of ${here}`,
        isPutOff: number !== 3,
        retryAt: NOW + number,
        sent: { ...FACTS.sent, token: 'token' },
      })),
      writesNothing((world) => {
        const { execution, here } = world;
        const queue = `queue of ${here}`;
        same(keysOf(execution.putOffIssues(queue, 9)), [`${here}-1`, `${here}-2`]);
        same(execution.putOffIssues(queue, 1).length, 1);
        same(keysOf(execution.queuedIssues(queue, 9)), [`${here}-3`]);
        const { queue: own, isPutOff, retryAt } = issue(world, 1).delivery();
        same([own, isPutOff, retryAt, issue(world, 1).retryAt()], [queue, true, NOW + 1, NOW + 1]);
        same([issue(world, 3).delivery().isPutOff, issue(world, 3).lastMark().changeToken], [false, 'token']);
      }),
      script((world) => issue(world, 1).record({ queue: `queue of ${world.here}` })),
      script((world) => issue(world, 2).record({ queue: null })),
      writesNothing((world) => {
        const { execution, here } = world;
        same(execution.putOffIssues(`queue of ${here}`, 9).length, 0);
        same(keysOf(execution.queuedIssues(`queue of ${here}`, 9)), [`${here}-1`, `${here}-3`]);
        same([issue(world, 2).delivery().queue, issue(world, 2).isMarkable()], [null, true]);
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
    name: 'of the issues that leave a board those that are restricted are found first',
    steps: [
      begin,
      create(3),
      recordEach(3, ({ here }, number) => ({
        leavingQueue: `leaving ${here}`,
        excludedBy: number === 3 ? 'restricted' : 'filter',
      })),
      writesNothing(({ execution, here }) => {
        const found = (limit: number) =>
          execution.leavingIssues(`leaving ${here}`, limit).map(({ key }) => key);
        same(found(1), [`${here}-3`]);
        same(found(2).length, 2);
        same(found(9), [`${here}-3`, `${here}-1`, `${here}-2`]);
      }),
    ],
  },
  {
    name: 'issues that leave a board and those of a batch are found without their copies',
    steps: [
      begin,
      create(2),
      recordEach(2, ({ here }) => ({
        leavingQueue: `leaving ${here}`,
        sentBatch: `batch of ${here}`,
      })),
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
      recordEach(2, ({ here }) => ({ queue: `queue of ${here}` })),
      { kind: 'delete', number: 1 },
      writesNothing(({ execution, here }) => {
        same(execution.issueByKey(`${here}-1`), null);
        same(keysOf(execution.queuedIssues(`queue of ${here}`, 9)), [`${here}-2`]);
      }),
    ],
  },
  {
    name: 'a project is found by its queue',
    steps: [
      script((world) => {
        for (const key of [world.here, world.there]) project(world, key).record({ queueId: `id of ${key}` });
      }),
      writesNothing(({ execution, there }) => {
        same(execution.projectByQueueId(`id of ${there}`)?.key, there);
        same(execution.projectByQueueId('no such queue'), null);
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
