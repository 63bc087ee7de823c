/** When Ducalis is asked which boards there are, and what its answer decides: a board that is gone, a token, everything. */
import { describe, expect, it } from 'vitest';
import { readRegister } from '../../src/app/stored/board-register.ts';
import { readJournal } from '../../src/app/stored/journal.ts';
import { formerBoards } from '../../src/app/stored/rounds.ts';
import { answered } from '../../src/domain/connection.ts';
import type { HttpAnswer } from '../../src/domain/exchange.ts';
import { BOARDS_PER_PAGE } from '../../src/ducalis/requests.ts';
import {
  BOARD,
  type ConnectedYouTrack,
  connected,
  keysOf,
  OTHER_BOARD,
  receiptsFor,
} from './fake/connected.ts';
import { laneOf, letWait, waitOf } from './fake/lanes.ts';
import { HOUR, Life, MINUTE } from './fake/life.ts';
import type { FakeProject } from './fake/project.ts';
import { the } from './fake/the.ts';
import { answer, page, type Sent } from './fake/youtrack.ts';

const NOTHING = { scheduled: null, sent: null };
const DEMO = (youTrack: ConnectedYouTrack): FakeProject => the(youTrack.projects.get('DEMO'));
const list = (...ids: readonly string[]): HttpAnswer =>
  answer(
    200,
    ids.map((id) => ({ id, name: `Board ${id}` })),
  );
const fullPage = (from: number): HttpAnswer =>
  list(...Array.from({ length: BOARDS_PER_PAGE }, (_, at) => `b${from + at}`));
const suspensions = (project: FakeProject) => readJournal(project).filter(({ kind }) => kind === 'suspended');
const uriOf = (sent: Sent | null): string => the(sent).request.uri;
const EMPTY_PAGE = answer(200, { items: [], next: null });

type Call = (youTrack: ConnectedYouTrack) => Sent;

/** Calls to the board, and the lane that each is of. */
const CALLS: readonly (readonly [name: string, lane: 'upserts' | 'feed', call: Call])[] = [
  ['issues', 'upserts', (youTrack) => the(youTrack.turn().sent)],
  ['results', 'feed', (youTrack) => the(youTrack.round().sent)],
  ['orphans', 'feed', (youTrack) => the(youTrack.answer(the(youTrack.round().sent), EMPTY_PAGE).sent)],
];

/** With a queued issue. */
function queued(): ConnectedYouTrack {
  const youTrack = connected();
  youTrack.queuedIssue('DEMO-1');
  return youTrack;
}

describe.each(CALLS)('a board that Ducalis does not find in a call for %s', (_name, kind, call) => {
  it('is looked for in the list of boards', () => {
    const youTrack = queued();
    const asked = the(youTrack.answer(call(youTrack), answer(404)).sent);
    expect(asked).toMatchObject({ name: 'onBoards', request: { method: 'GET', body: null } });
    expect(uriOf(asked)).toBe(`/boards?page=1&per-page=${BOARDS_PER_PAGE}`);
    expect(DEMO(youTrack).facts().suspendedReason).toBeNull();
  });

  it('is there if it is listed: nothing but that kind of call waits', () => {
    const youTrack = queued();
    const asked = the(youTrack.answer(call(youTrack), answer(404)).sent);
    youTrack.answer(asked, list(OTHER_BOARD, BOARD), { hop: 9 });
    expect(DEMO(youTrack).facts()).toMatchObject({ suspendedReason: null, boardEpoch: 0 });
    expect(suspensions(DEMO(youTrack))).toEqual([]);
    expect(waitOf(youTrack, kind)).toBeGreaterThan(0);
    for (const other of ['upserts', 'feed', 'removals', 'boards', 'connection'] as const) {
      if (other !== kind) expect(waitOf(youTrack, other)).toBe(0);
    }
  });

  it('is gone if it is not listed: its project is suspended', () => {
    const youTrack = queued();
    const asked = the(youTrack.answer(call(youTrack), answer(404)).sent);
    expect(youTrack.answer(asked, list(OTHER_BOARD))).toEqual(NOTHING);
    expect(DEMO(youTrack).facts().suspendedReason).toBe('board-not-found');
    expect(suspensions(DEMO(youTrack))).toMatchObject([{ reason: 'board-not-found', count: 0 }]);
    expect(youTrack.execution().storage().connectionState).toBe('connected');
  });

  it.each([
    page(200),
    page(404),
    page(403),
    answer(null),
    answer(500),
    answer(404),
    answer(204),
    answer(200, {}),
  ])('is not known to be gone by %j: the question waits too', (given) => {
    const youTrack = queued();
    const asked = the(youTrack.answer(call(youTrack), answer(404)).sent);
    youTrack.answer(asked, given, { hop: 9 });
    expect(DEMO(youTrack).facts().suspendedReason).toBeNull();
    expect(waitOf(youTrack, kind)).toBeGreaterThan(0);
    expect(waitOf(youTrack, 'boards')).toBe(3_750);
    expect(waitOf(youTrack, 'connection')).toBe(0);
  });

  it('is not looked for when something in between has said so', () => {
    const youTrack = queued();
    const { sent } = youTrack.answer(call(youTrack), page(404));
    expect(sent?.name).not.toBe('onBoards');
    expect(DEMO(youTrack).facts().suspendedReason).toBeNull();
    expect(waitOf(youTrack, kind)).toBeGreaterThan(0);
  });
});

describe('the list of boards', () => {
  /** @returns the question that is under way. */
  function asking(): { readonly youTrack: ConnectedYouTrack; readonly asked: Sent } {
    const youTrack = queued();
    const asked = the(youTrack.answer(the(youTrack.turn().sent), answer(404)).sent);
    return { youTrack, asked };
  }

  it('is asked for page by page while a page is full', () => {
    const { youTrack, asked } = asking();
    const second = the(youTrack.answer(asked, fullPage(0)).sent);
    expect(uriOf(second)).toContain('page=2&');
    expect(DEMO(youTrack).facts().suspendedReason).toBeNull();
    const third = the(youTrack.answer(second, fullPage(1_000)).sent);
    expect(uriOf(third)).toContain('page=3&');
    youTrack.answer(third, list());
    expect(DEMO(youTrack).facts().suspendedReason).toBe('board-not-found');
  });

  it('has the board on any page', () => {
    const { youTrack, asked } = asking();
    const second = the(youTrack.answer(asked, fullPage(0)).sent);
    expect(youTrack.answer(second, list(BOARD)).sent?.name).not.toBe('onBoards');
    expect(DEMO(youTrack).facts().suspendedReason).toBeNull();
  });

  it('says nothing if one of its pages cannot be had', () => {
    const { youTrack, asked } = asking();
    const second = the(youTrack.answer(asked, fullPage(0)).sent);
    youTrack.answer(second, page(200), { hop: 9 });
    expect(DEMO(youTrack).facts().suspendedReason).toBeNull();
  });

  it('says nothing of a board that the project has been put on meanwhile', () => {
    const { youTrack, asked } = asking();
    youTrack.putOn('DEMO', OTHER_BOARD);
    youTrack.answer(asked, list(OTHER_BOARD), { hop: 9 });
    expect(DEMO(youTrack).facts()).toMatchObject({ boardId: OTHER_BOARD, suspendedReason: null });
    expect(suspensions(DEMO(youTrack))).toEqual([]);
  });

  it('is not asked for again before its time when it cannot be had', () => {
    const { youTrack, asked } = asking();
    letWait(youTrack, 'boards', HOUR);
    youTrack.answer(asked, page(502), { hop: 9 });
    youTrack.now += waitOf(youTrack, 'upserts');
    const { sent } = youTrack.answer(the(youTrack.turn().sent), answer(404));
    expect(sent?.name).not.toBe('onBoards');
  });

  it('goes on with what is queued after it, for other boards', () => {
    const { youTrack, asked } = asking();
    youTrack.connectProject('OPS', { board: { id: OTHER_BOARD, name: 'Other', emoji: null } });
    youTrack.queuedIssue('OPS-1');
    youTrack.answer(asked, list(OTHER_BOARD));
    expect(keysOf(the(youTrack.turn('OPS').sent))).toEqual(['OPS-1']);
  });

  it('does nothing with an answer that does not say what was asked', () => {
    const { youTrack, asked } = asking();
    youTrack.answer({ ...asked, payload: null }, list(OTHER_BOARD), { hop: 9 });
    expect(DEMO(youTrack).facts().suspendedReason).toBeNull();
  });
});

describe('a board that the project was on before', () => {
  /** Ducalis does not find it. @returns the question which boards there are. */
  function missing(): { readonly youTrack: ConnectedYouTrack; readonly asked: Sent } {
    const youTrack = connected();
    youTrack.sentIssue('DEMO-1');
    youTrack.connectProject('DEMO', { board: { id: OTHER_BOARD, name: 'Other', emoji: null } });
    expect(formerBoards(DEMO(youTrack))).toEqual([BOARD]);
    const search = (): Sent => the(youTrack.answer(the(youTrack.round().sent), EMPTY_PAGE).sent);
    // The present board has its turn first.
    youTrack.answer(search(), EMPTY_PAGE, { hop: 9 });
    const former = search();
    expect(uriOf(former)).toContain(`/boards/${BOARD}/`);
    return { youTrack, asked: the(youTrack.answer(former, answer(404)).sent) };
  }

  it('is forgotten when it is gone, with the search on it and its entry in the register', () => {
    const { youTrack, asked } = missing();
    youTrack.answer(asked, list(OTHER_BOARD), { hop: 9 });
    expect(formerBoards(DEMO(youTrack))).toEqual([]);
    expect(readRegister(youTrack.execution())).toEqual([{ id: OTHER_BOARD, projects: ['DEMO'], former: [] }]);
    expect(DEMO(youTrack).facts()).toMatchObject({ boardId: OTHER_BOARD, suspendedReason: null });
    expect(suspensions(DEMO(youTrack))).toEqual([]);
  });

  it.each([list(OTHER_BOARD, BOARD), page(404), answer(null)])('is not forgotten by %j', (given) => {
    const { youTrack, asked } = missing();
    youTrack.answer(asked, given, { hop: 9 });
    expect(formerBoards(DEMO(youTrack))).toEqual([BOARD]);
    expect(readRegister(youTrack.execution())).toContainEqual({ id: BOARD, projects: [], former: ['DEMO'] });
  });
});

describe('a round', () => {
  /** Two projects on two boards, whose calls fail since some time. */
  function failing(...boards: readonly string[]): ConnectedYouTrack {
    const youTrack = connected();
    youTrack.connectProject('OPS', { board: { id: OTHER_BOARD, name: 'Other', emoji: null } });
    youTrack.now += MINUTE;
    for (const board of boards) letWait(youTrack, 'upserts', 0, { board });
    youTrack.now += MINUTE;
    return youTrack;
  }

  const nameOf = (youTrack: ConnectedYouTrack) => youTrack.round().sent?.name;

  it('asks for the list of boards when calls to several boards fail', () => {
    expect(nameOf(failing(BOARD, OTHER_BOARD))).toBe('onBoards');
  });

  it('does not ask when calls to one board fail, or to none', () => {
    expect(nameOf(failing(BOARD))).toBe('onResultsPage');
    expect(nameOf(failing())).toBe('onResultsPage');
  });

  it('does not ask when Ducalis has answered since the last of them began to fail', () => {
    const youTrack = failing(BOARD, OTHER_BOARD);
    youTrack.execution().connect(answered(youTrack.execution().storage(), youTrack.now));
    expect(nameOf(youTrack)).toBe('onResultsPage');
    youTrack.now += MINUTE;
    letWait(youTrack, 'upserts', 0, { board: OTHER_BOARD });
    expect(nameOf(youTrack)).toBe('onBoards');
  });

  it.each([answer(null), page(502), page(200), answer(500), answer(204)])(
    'lets everything wait when that question fails too (%j)',
    (given) => {
      const youTrack = failing(BOARD, OTHER_BOARD);
      youTrack.queuedIssue('DEMO-1');
      expect(youTrack.answer(the(youTrack.round().sent), given).sent).toBeNull();
      expect(waitOf(youTrack, 'connection')).toBe(3_750);
      expect(youTrack.turn('OPS').sent).toBeNull();
      expect(youTrack.execution().storage().connectionState).toBe('connected');
      youTrack.now += 3_750;
      const sent = the(youTrack.turn().sent);
      expect(keysOf(sent)).toEqual(['DEMO-1']);
      youTrack.answer(sent, receiptsFor(sent), { hop: 9 });
      expect(laneOf(youTrack, 'connection')).toMatchObject({ since: null, failures: 0 });
    },
  );

  it('lets nothing wait when it gets the list', () => {
    const youTrack = failing(BOARD, OTHER_BOARD);
    expect(youTrack.answer(the(youTrack.round().sent), list(BOARD)).sent?.name).toBe('onResultsPage');
    expect(waitOf(youTrack, 'connection')).toBe(0);
    expect(DEMO(youTrack).facts().suspendedReason).toBeNull();
  });

  it('waits once, not twice, when Ducalis says that it is asked too often', () => {
    const youTrack = failing(BOARD, OTHER_BOARD);
    youTrack.answer(the(youTrack.round().sent), answer(429));
    expect(laneOf(youTrack, 'connection').failures).toBe(1);
  });

  it('does not let the connection wait because one board and the list of boards fail', () => {
    const youTrack = failing(BOARD);
    letWait(youTrack, 'upserts', 0, { cause: { speaker: 'between', status: 403, detail: '' } });
    const asked = the(youTrack.round().sent);
    expect(asked.name).toBe('onBoards');
    youTrack.answer(asked, page(403), { hop: 9 });
    expect([waitOf(youTrack, 'connection'), waitOf(youTrack, 'boards')]).toEqual([0, 3_750]);
  });
});

describe('a refusal that is not of the contract', () => {
  /** All calls are answered so from now on. */
  function answering(given: () => HttpAnswer | null) {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const normal = ({ request, ...sent }: Sent): HttpAnswer => {
      if (request.uri.startsWith('/boards?')) return list(BOARD);
      return request.method === 'POST' ? receiptsFor({ request, ...sent }) : EMPTY_PAGE;
    };
    const life = new Life(youTrack, (sent) => ({ answer: given() ?? normal(sent), afterMs: 100 }));
    life.edit(issue);
    return { youTrack, life, state: () => youTrack.execution().storage().connectionState };
  }

  it.each([401, 403])(
    '(%i) suspends the connection only when it has been repeated for 15 minutes',
    (status) => {
      const { youTrack, life, state } = answering(() => answer(status, { message: 'Unauthorized' }));
      life.pass(15 * MINUTE);
      expect(state()).toBe('connected');
      expect(DEMO(youTrack).facts().suspendedReason).toBeNull();
      life.pass(12 * MINUTE);
      expect(state()).toBe('suspended');
      expect(youTrack.execution().storage().connectionReason).toBe('token-rejected');
      expect(suspensions(DEMO(youTrack))).toMatchObject([{ reason: 'token-rejected' }]);
    },
  );

  it('is believed at once when it is of the contract', () => {
    const { state, life } = answering(() => answer(401));
    life.pass(MINUTE);
    expect(state()).toBe('suspended');
  });

  it.each([
    page(401),
    page(403),
    answer(403, ''),
    answer(401, '"Unauthorized"'),
    answer(403, []),
    answer(403, '403'),
  ])('is never believed when it is no JSON object (%j)', (given) => {
    const { youTrack, state, life } = answering(() => given);
    life.pass(5 * HOUR);
    expect(state()).toBe('connected');
    expect(DEMO(youTrack).facts().suspendedReason).toBeNull();
  });

  it('begins again when the list of boards was had in between', () => {
    let since = 0;
    const refusal = answer(401, { message: 'Unauthorized' });
    const { youTrack, life, state } = answering(() =>
      youTrack.now >= since && youTrack.now < since + 6 * MINUTE ? null : refusal,
    );
    const began = youTrack.now;
    since = began + 12 * MINUTE;
    life.pass(30 * MINUTE);
    expect(state()).toBe('connected');
    life.pass(12 * MINUTE);
    expect(state()).toBe('suspended');
  });

  it('is not believed sooner because other failures came before it', () => {
    let from = Number.POSITIVE_INFINITY;
    const { youTrack, life, state } = answering(() =>
      youTrack.now >= from ? answer(401, { message: 'Unauthorized' }) : page(502),
    );
    letWait(youTrack, 'boards', 0, { since: youTrack.now - HOUR });
    from = youTrack.now;
    life.pass(15 * MINUTE);
    expect(state()).toBe('connected');
    life.pass(12 * MINUTE);
    expect(state()).toBe('suspended');
  });

  it('of the list of boards is believed at once when it is of the contract', () => {
    const youTrack = queued();
    const asked = the(youTrack.answer(the(youTrack.turn().sent), answer(404)).sent);
    youTrack.answer(asked, answer(401), { hop: 9 });
    expect(youTrack.execution().storage().connectionReason).toBe('token-rejected');
    expect(waitOf(youTrack, 'boards')).toBe(0);
  });

  it('ends by itself once the token is taken', () => {
    let isOver = false;
    const { life, state } = answering(() => (isOver ? null : answer(401, { message: 'Unauthorized' })));
    life.pass(30 * MINUTE);
    expect(state()).toBe('suspended');
    isOver = true;
    life.pass(70 * MINUTE);
    expect(state()).toBe('connected');
  });
});
