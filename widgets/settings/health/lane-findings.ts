/**
 * What does not pass on its way to Ducalis: which kind of calls, to which board, since when, why, and what helps. What
 * answered is a stranger's text. Pure.
 */

import { LANE_KINDS } from '../../../src/domain/lane.ts';
import type { Health } from '../../../src/shared/administration.ts';
import { quoted } from '../../common/quoted.ts';
import { clockTime } from '../../common/time.ts';
import { type Message, message } from '../../messages/message.ts';
import { type Finding, mostUrgentFirst } from './finding.ts';

type Lane = Health['lanes'][number];

/** Many boards may fail at once, and what helps one of them helps the others. */
const MOST_SHOWN = 5;

/** Most trouble ends by itself within it. */
const LASTING_MS = 15 * 60 * 1000;

/** @param now in ms. */
export function laneFindings(lanes: readonly Lane[], now: number, locale: string): readonly Finding[] {
  const told = mostUrgentFirst(
    LANE_KINDS.flatMap((kind) => tellingOf(lanes).filter((lane) => lane.kind === kind)).map((lane) =>
      findingOf(lane, now, locale),
    ),
  );
  const [next, ...others] = told.slice(MOST_SHOWN);
  if (next === undefined) return told;
  const sentence = message('settings.lane.more', { count: others.length + 1 });
  const more: Finding = { ...next, key: 'more-lanes', sentence };
  return [...told.slice(0, MOST_SHOWN), more];
}

/** While the whole connection waits nothing else is tried: what failed before may be over. */
function tellingOf(lanes: readonly Lane[]): readonly Lane[] {
  const whole = lanes.filter(({ kind }) => kind === 'connection');
  return whole.length > 0 ? whole : lanes;
}

function findingOf(lane: Lane, now: number, locale: string): Finding {
  const what = whatFails(lane, clockTime(lane.since, now, locale));
  const sentence = message('settings.lane.finding', {
    what,
    why: cause(lane),
    next: next(lane, now, locale),
  });
  return {
    key: ['lane', lane.kind, ...(lane.board === null ? [] : [lane.board.id])].join('-'),
    urgency: urgencyOf(lane, now),
    project: null,
    sentence,
    action: { kind: 'test' },
  };
}

function urgencyOf(lane: Lane, now: number): Finding['urgency'] {
  const isLasting = isForPeople(lane) || lane.since <= now - LASTING_MS;
  if (!isLasting) return 'note';
  return lane.kind === 'connection' ? 'stopped' : 'todo';
}

/** Nothing but a person ends it. */
function isForPeople(lane: Lane): boolean {
  return isUntrusted(lane) || isProxyAsking(lane);
}

function whatFails({ kind, board }: Lane, since: string): Message {
  if (kind === 'boards') return message('settings.fails.boards', { since });
  if (kind === 'connection') return message('settings.fails.connection', { since });
  return message(`settings.fails.${kind}`, { board: quoted(board?.name ?? ''), since });
}

const CERTIFICATE = /ssl|tls|certificate|certpath|pkix|trust ?anchor|handshake/i;

function isUntrusted({ speaker, detail }: Lane): boolean {
  return speaker === 'nobody' && CERTIFICATE.test(detail);
}

function isProxyAsking({ speaker, status }: Lane): boolean {
  return speaker === 'between' && status === 407;
}

function cause(lane: Lane): Message {
  const { speaker, status, detail } = lane;
  // The sentence around it has an end of its own.
  const words = quoted(detail.replace(/[\s.]+$/, ''));
  if (speaker === 'nobody') {
    if (isUntrusted(lane)) return message('settings.cause.certificate', { words });
    if (words === '') return message('settings.cause.noAnswer');
    return message('settings.cause.noAnswerBecause', { words });
  }
  const said = whatWasSaid(status, words);
  if (isProxyAsking(lane)) return message('settings.cause.proxy', { said });
  if (speaker === 'between') return message('settings.cause.between', { said });
  if (status === 429) return message('settings.cause.busy', { said });
  if (status === 403) return message('settings.cause.forbidden', { said });
  if (status === 410) return message('settings.cause.disabled', { said });
  return message('settings.cause.ducalis', { said });
}

function whatWasSaid(code: number | null, words: string): Message {
  const status = String(code ?? '');
  return words === ''
    ? message('settings.said.status', { status })
    : message('settings.said.words', { status, words });
}

function next({ retryAt }: Lane, now: number, locale: string): Message {
  if (retryAt === null || retryAt <= now) return message('settings.lane.nextNow');
  return message('settings.lane.next', { time: clockTime(retryAt, now, locale) });
}
