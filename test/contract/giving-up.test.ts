/** A project that gives up its board: nothing of it stays that should leave, and nothing leaves that should stay. */
import { describe, expect, it } from 'vitest';
import { disconnect } from '../../src/app/connecting/disconnect.ts';
import { abandonedOn } from '../../src/app/stored/abandoned.ts';
import { formerBoards } from '../../src/app/stored/rounds.ts';
import type { HttpRequest } from '../../src/domain/exchange.ts';
import { BOARD, type ConnectedYouTrack, connected, OTHER_BOARD } from './fake/connected.ts';
import { FakeDucalis } from './fake/ducalis.ts';
import type { FakeIssue } from './fake/issue.ts';
import type { FakeProject } from './fake/project.ts';
import { the } from './fake/the.ts';
import { answer } from './fake/youtrack.ts';

const OTHER = { board: { id: OTHER_BOARD, name: 'Other', emoji: null } };
const THIRD = { board: { id: '3', name: 'Third', emoji: null } };
const HOUR = 12;
const noRemovals = ({ method, body }: HttpRequest) =>
  method === 'DELETE' || body?.includes('"removed":true') === true ? answer(500) : undefined;

interface Scene {
  readonly youTrack: ConnectedYouTrack;
  readonly ducalis: FakeDucalis;
  readonly project: FakeProject;
  issue(key: string): FakeIssue;
  send(key?: string): void;
  rounds(count: number, ...others: readonly FakeProject[]): void;
  giveUp(onBoard: 'keep' | 'remove', board?: string): void;
}

function scene(count = 3, pageSize = 200): Scene {
  const youTrack = connected();
  const ducalis = new FakeDucalis(pageSize);
  const project = the(youTrack.projects.get('DEMO'));
  const send = (key = 'DEMO') => ducalis.finish(youTrack, key, youTrack.turn(key));
  youTrack.queueIssues(count);
  send();
  return {
    youTrack,
    ducalis,
    project,
    issue: (key) => the(youTrack.issues.get(key)),
    send,
    rounds: (rounds, ...others) => ducalis.ticks(youTrack, rounds, project, ...others),
    giveUp(onBoard, board = BOARD) {
      disconnect(youTrack.execution(), { project: 'DEMO', board, onBoard });
      const { scheduled } = youTrack.take();
      if (scheduled !== null) ducalis.finish(youTrack, scheduled.project, youTrack.run(scheduled));
    },
  };
}

/** A project whose issue is on another board; its rounds run. */
function neighbour({ youTrack, ducalis, send }: Scene, settings = OTHER, key = 'OPS'): FakeProject {
  const project = youTrack.connectProject(key, settings);
  youTrack.queuedIssue(`${key}-1`);
  send(key);
  ducalis.ticks(youTrack, 1, project);
  return project;
}

/** The removal of an issue that became restricted, or that the filter leaves out, does not get through. */
function stuckDeparture(
  it: Scene,
  key: string,
  excludedBy: 'filter' | 'restricted',
  board = BOARD,
): FakeIssue {
  it.ducalis.instead = noRemovals;
  const issue = it.issue(key);
  if (excludedBy === 'restricted') issue.options = { isRestricted: true };
  else issue.options = { isResolved: true };
  it.youTrack.mark(issue);
  it.send();
  expect(issue.delivery()).toMatchObject({ excludedBy, departures: [{ board }] });
  it.ducalis.instead = () => undefined;
  return issue;
}

describe('a project that takes its issues off its board', () => {
  it('is free when the board was looked through after its last issue left', () => {
    const it = scene(3, 2);
    const orphan = it.youTrack.sentIssue('DEMO-9');
    const { externalId } = orphan.delivery();
    it.youTrack.issues.delete('DEMO-9');
    it.ducalis.on(BOARD).set(String(externalId), {
      external_id: String(externalId),
      key: 'DEMO-9',
      source: 'instance-of-test',
    });
    it.giveUp('remove');
    for (let rounds = 0; it.project.facts().connected === true && rounds < 20; rounds += 1) it.rounds(1);
    expect(it.project.facts()).toMatchObject({ connected: null, leaving: null });
    expect(it.ducalis.keysOn(BOARD)).toEqual([]);
  });

  it('is not free while an orphan of it cannot be removed', () => {
    const it = scene(1);
    const [held] = the([...it.ducalis.on(BOARD)][0]);
    it.youTrack.issues.delete('DEMO-1');
    it.ducalis.instead = noRemovals;
    it.giveUp('remove');
    it.rounds(HOUR);
    expect(it.project.facts()).toMatchObject({ connected: true, leaving: true });
    it.ducalis.instead = () => undefined;
    it.rounds(HOUR);
    expect(it.ducalis.on(BOARD).has(held)).toBe(false);
    expect(it.project.facts().connected).toBeNull();
  });

  it('is not free for a search that began before its last issue was off', () => {
    const it = scene(3, 1);
    it.rounds(1);
    it.giveUp('remove');
    const late = it.issue('DEMO-3');
    it.youTrack.mark(late);
    it.rounds(1);
    const before = it.ducalis.requests.length;
    for (let rounds = 0; it.project.facts().connected === true && rounds < 20; rounds += 1) it.rounds(1);
    const searched = it.ducalis.requests.slice(before).filter(({ method }) => method === 'GET');
    expect(searched.some(({ uri }) => !uri.includes('cursor='))).toBe(true);
    expect(it.project.facts().connected).toBeNull();
  });

  it('is not free before the boards that it was on are looked through, where nobody else can', () => {
    const it = scene(3);
    it.youTrack.connectProject('DEMO', OTHER);
    it.giveUp('remove', OTHER_BOARD);
    for (let rounds = 0; it.project.facts().connected === true && rounds < 50; rounds += 1) it.rounds(1);
    expect(it.ducalis.keysOn(BOARD)).toEqual([]);
    expect(formerBoards(it.project)).toEqual([]);
    expect(it.project.facts().connected).toBeNull();
  });

  it('leaves those to another project that can', () => {
    const it = scene(0);
    const operations = neighbour(it, THIRD);
    it.youTrack.connectProject('DEMO', OTHER);
    it.youTrack.endImport(it.project);
    const orphan = { external_id: 'instance-orphan', key: 'DEMO-7', source: 'instance-of-test' };
    it.ducalis.on(BOARD).set(orphan.external_id, orphan);
    it.ducalis.instead = ({ uri }) => (uri.startsWith(`/boards/${BOARD}/`) ? answer(503) : undefined);
    it.giveUp('remove', OTHER_BOARD);
    it.youTrack.endImport(it.project);
    it.rounds(HOUR, operations);
    expect(it.project.facts().connected).toBeNull();
    it.ducalis.instead = () => undefined;
    it.ducalis.ticks(it.youTrack, 2 * HOUR, operations);
    expect(it.ducalis.keysOn(BOARD)).toEqual([]);
    expect(abandonedOn(it.youTrack.execution(), BOARD).search).toBeNull();
  });
});

describe('a project that leaves its issues on its board', () => {
  const FILTER = {
    filter: {
      fields: [],
      unresolvedOnly: true,
      includeTag: null,
      excludeTag: null,
      includeRestricted: false,
      whenLeaving: 'remove' as const,
    },
  };

  function filtered(): Scene {
    const it = scene(3);
    it.youTrack.connectProject('DEMO', { revision: 2, ...FILTER });
    it.send();
    return it;
  }

  it('leaves those that were to be taken off it too', () => {
    const it = filtered();
    const operations = neighbour(it, { board: { id: BOARD, name: 'Product backlog', emoji: null } });
    const issue = stuckDeparture(it, 'DEMO-2', 'filter');
    it.giveUp('keep');
    expect(issue.delivery()).toMatchObject({ boardId: BOARD, departures: [], leavingQueue: null });
    it.ducalis.ticks(it.youTrack, 2 * HOUR, operations);
    expect(it.ducalis.keysOn(BOARD)).toEqual(['DEMO-1', 'DEMO-2', 'DEMO-3', 'OPS-1']);
  });

  it('has one that became restricted taken off by another project', () => {
    const it = filtered();
    const operations = neighbour(it);
    const issue = stuckDeparture(it, 'DEMO-2', 'restricted');
    it.giveUp('keep');
    it.ducalis.ticks(it.youTrack, HOUR, operations);
    expect(it.ducalis.keysOn(BOARD)).toEqual(['DEMO-1', 'DEMO-3']);
    expect(issue.delivery().departures).toEqual([]);
  });

  it('has those taken off other boards that were to leave them', () => {
    const it = scene(3);
    const operations = neighbour(it, THIRD);
    it.ducalis.instead = noRemovals;
    it.youTrack.connectProject('DEMO', OTHER);
    for (const number of [1, 2]) it.youTrack.mark(it.issue(`DEMO-${number}`));
    it.ducalis.finish(it.youTrack, 'DEMO', it.youTrack.turn('DEMO', 3));
    it.youTrack.now += 60_000;
    it.ducalis.instead = () => undefined;
    // One of the three was not looked at before its project gave up the new board, too.
    it.giveUp('keep', OTHER_BOARD);
    it.ducalis.ticks(it.youTrack, 3 * HOUR, operations);
    expect(it.ducalis.keysOn(BOARD)).toEqual([]);
    expect(it.ducalis.keysOn(OTHER_BOARD)).toEqual(['DEMO-1', 'DEMO-2']);
    expect(abandonedOn(it.youTrack.execution(), BOARD).search).toBeNull();
  });

  it('has that done by a project that is connected later', () => {
    const it = scene(3);
    it.ducalis.instead = noRemovals;
    it.youTrack.connectProject('DEMO', OTHER);
    for (const number of [1, 2, 3]) it.youTrack.mark(it.issue(`DEMO-${number}`));
    it.ducalis.finish(it.youTrack, 'DEMO', it.youTrack.turn('DEMO', 3));
    it.youTrack.now += 60_000;
    it.ducalis.instead = () => undefined;
    it.giveUp('keep', OTHER_BOARD);
    expect(it.ducalis.keysOn(BOARD)).toHaveLength(3);
    const operations = neighbour(it, THIRD);
    it.ducalis.ticks(it.youTrack, 3 * HOUR, operations);
    expect(it.ducalis.keysOn(BOARD)).toEqual([]);
    expect(it.ducalis.keysOn(OTHER_BOARD)).toHaveLength(3);
  });

  it('leaves an issue that had moved to a project on another board to be taken off all the same', () => {
    const it = filtered();
    const operations = neighbour(it);
    it.ducalis.instead = noRemovals;
    const issue = it.issue('DEMO-2');
    issue.move('OPS-2');
    it.youTrack.edit(issue, {});
    it.send('OPS');
    it.ducalis.instead = () => undefined;
    it.giveUp('keep');
    it.ducalis.ticks(it.youTrack, HOUR, operations);
    expect(it.ducalis.keysOn(BOARD)).toEqual(['DEMO-1', 'DEMO-3']);
    expect(it.ducalis.keysOn(OTHER_BOARD)).toEqual(['OPS-1', 'OPS-2']);
  });
});
