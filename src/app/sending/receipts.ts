/** Takes Ducalis' answer to one call apart: each issue gets its own outcome, and only what was taken is settled. */
import * as v from 'valibot';
import { accepted, type DeliveryFacts, type DeliveryPatch } from '../../domain/delivery.ts';
import type { Cause, Lane } from '../../domain/lane.ts';
import { type ItemOutcome, itemOutcome, type Outcome } from '../../domain/outcome.ts';
import {
  halved,
  outrun,
  putOff,
  refused,
  returned,
  type Setback,
  touched,
  triedAgain,
} from '../../domain/setback.ts';
import { blamed, failsAlone, standingOf } from '../../domain/suspicion.ts';
import { type BulkReceipt, parseBulkReceipts, safeUrl } from '../../ducalis/answers.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { JournalKind } from '../../shared/journal.ts';
import type { Chance, Clock, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import type { Answered, Onward } from '../calling/next.ts';
import { payloadOf } from '../calling/payload.ts';
import { type Charged, onwardFrom, settle, verdictOf } from '../calling/verdict.ts';
import { journalize } from '../stored/journal.ts';
import { readLane } from '../stored/lanes.ts';

/**
 * `end`: of an issue that is listed already, each try would push older events out of the journal; `nothing`: of one that
 * was sent only to see whether it passes.
 */
const NOTED = ['everything', 'end', 'nothing'] as const;
export type Noted = (typeof NOTED)[number];

const REFUSED: ErrorCode = 'issue-rejected';
const LONGEST_DETAIL = 300;

/**
 * `size`: issues that the call carries; some of them may be deleted, or sent again, before its answer comes. `isProven`:
 * others have passed since it failed, if it carries one that fails alone. `noted`: what of it goes into the journal.
 */
export const batchPayload = payloadOf(
  v.object({ board: v.string(), size: v.number(), isProven: v.boolean(), noted: v.picklist(NOTED) }),
);

/** Whether the journal says of an issue what comes of a call, or only how it ends. */
const NOTED_KINDS: Readonly<Record<Noted, readonly JournalKind[]>> = {
  everything: ['acknowledged', 'retried', 'needs-attention'],
  end: ['acknowledged', 'needs-attention'],
  nothing: ['needs-attention'],
};

/** What an answer means for one issue. */
interface Sentence {
  readonly patch: DeliveryPatch;
  /** Null: nothing that a person would want to read. */
  readonly kind: JournalKind | null;
}

export function takeReceipts({ execution, project, answer, call, epoch, payload }: Answered): Onward {
  const issues = execution.issuesOfBatch(call);
  const sent = batchPayload.read(payload);
  const board = sent?.board ?? issues[0]?.delivery().boardId ?? '';
  const size = sent?.size ?? issues.length;
  const isProven = sent?.isProven ?? true;
  const name = { kind: 'upserts', board } as const;
  const lane = readLane(execution, name);
  const receipts = parseBulkReceipts(answer);
  const byId = new Map(receipts?.map((receipt) => [receipt.external_id, receipt]));
  const carried = issues.map((issue) => ({ issue, facts: issue.delivery() }));
  const isUnderstood = receipts !== undefined && (size === 1 || carried.some(isAnsweredIn(byId)));
  const cargo = size > 1 ? 'several' : 'one';
  const verdict = verdictOf(execution, answer, isUnderstood, { lane: name, cargo });
  const sentences = carried.map(({ issue, facts }) => {
    const receipt = byId.get(facts.externalId ?? '');
    return { issue, facts, ...judge(execution, { facts, lane, size, isProven }, verdict, receipt) };
  });
  for (const { issue, patch } of sentences) issue.record(patch);
  const noted = NOTED_KINDS[sent?.noted ?? 'everything'];
  journalizeSentences(execution, project, { sentences, noted, attempts: lane.failures + 1 });
  settle(execution, project, verdict, {
    lane: name,
    epoch,
    charged: isProven
      ? chargedFor(
          carried.map(({ facts }) => facts),
          lane,
        )
      : 'lane-again',
    isRecovery: sentences.some(({ facts, kind }) => failsAlone(facts) && kind === 'acknowledged'),
  });
  return onwardFrom(verdict, board);
}

/** An answer that says nothing of any issue that the call carried, or that all of them failed, is none to the call. */
function isAnsweredIn(byId: ReadonlyMap<string, BulkReceipt>) {
  return ({ facts }: { readonly facts: DeliveryFacts }): boolean => {
    const status = byId.get(facts.externalId ?? '')?.status;
    return status !== undefined && !FAILING_ITEMS.includes(itemOutcome(status));
  };
}

const FAILING_ITEMS: readonly ItemOutcome[] = ['busy', 'failed'];

/** A call that carried nothing but suspects says nothing of the lane. */
function chargedFor(carried: readonly DeliveryFacts[], lane: Lane): Charged {
  const standings = carried.map((facts) => standingOf(facts, lane));
  if (standings.length > 0 && standings.every((standing) => standing === 'suspect')) return 'nobody';
  return standings.includes('fresh') ? 'lane' : 'lane-again';
}

interface Judged {
  readonly facts: DeliveryFacts;
  readonly lane: Lane;
  /** Issues that the call carried. */
  readonly size: number;
  readonly isProven: boolean;
}

function judge(
  execution: Clock & Chance,
  { facts, lane, size, isProven }: Judged,
  { outcome, cause }: { readonly outcome: Outcome; readonly cause: Cause },
  receipt: BulkReceipt | undefined,
): Sentence {
  switch (outcome.kind) {
    case 'done':
      return received(execution, facts, receipt);
    case 'refused':
      return refusedBy(facts, cause.detail);
    case 'refused-together':
      return { patch: halved(size), kind: 'retried' };
    case 'conflict':
      return conflicting(execution, facts, cause.detail);
    case 'failed':
    case 'board-missing':
    case 'board-closed': {
      if (!isProven) return { patch: touched(facts, execution.now), kind: 'retried' };
      const why = setback(
        execution,
        FAILING[cause.speaker],
        describe(cause),
        outcome.kind === 'failed' ? outcome.afterMs : null,
      );
      return { patch: blamed(facts, lane, { ...why, size }), kind: 'retried' };
    }
    default:
      return { patch: returned(), kind: null };
  }
}

/** Why an issue fails alone while others pass, by who speaks. */
const FAILING: Readonly<Record<Cause['speaker'], ErrorCode>> = {
  answer: 'issue-failing',
  complaint: 'issue-failing',
  between: 'issue-blocked',
  nobody: 'issue-unanswered',
};

function describe({ status, detail }: Cause): string | null {
  const text = [status === null ? '' : `HTTP ${status}`, detail].filter((part) => part !== '').join(': ');
  return text === '' ? null : text.slice(0, LONGEST_DETAIL);
}

function setback(
  { now, random }: Clock & Chance,
  code: ErrorCode | null,
  detail: string | null,
  afterMs: number | null = null,
): Setback {
  return { code, detail, afterMs, now, random: random() };
}

/** @param what `noted`: the kinds that the journal has; `attempts`: of the call, for what is charged to no issue. */
function journalizeSentences(
  execution: Clock,
  project: ProjectHandle,
  {
    sentences,
    noted,
    attempts,
  }: {
    readonly sentences: readonly (Sentence & { readonly issue: IssueHandle })[];
    readonly noted: readonly JournalKind[];
    readonly attempts: number;
  },
): void {
  for (const kind of noted) {
    const concerned = sentences.filter((sentence) => sentence.kind === kind);
    if (concerned.length === 0) continue;
    const keys = concerned.map(({ issue }) => issue.key);
    const attempt = Math.max(...concerned.map(({ patch }) => patch.attempts ?? attempts));
    journalize(execution, project, kind, keys, {
      ...(kind === 'retried' ? { attempt } : {}),
      ...(kind === 'needs-attention' ? { reason: REFUSED } : {}),
    });
  }
}

/** An issue whose call was taken; a missing receipt says nothing, so the issue is sent again. */
function received(
  execution: Clock & Chance,
  facts: DeliveryFacts,
  receipt: BulkReceipt | undefined,
): Sentence {
  if (receipt === undefined) return unanswered(execution, facts);
  const detail = receipt.error?.slice(0, LONGEST_DETAIL) ?? null;
  switch (itemOutcome(receipt.status)) {
    case 'done':
      return taken(execution, facts, receipt);
    case 'refused':
      return refusedBy(facts, detail);
    case 'conflict':
      return conflicting(execution, facts, detail);
    case 'busy':
      return { patch: putOff(facts, setback(execution, null, null)), kind: 'retried' };
    case 'failed': {
      const said = describe({ speaker: 'complaint', status: receipt.status, detail: detail ?? '' });
      return { patch: putOff(facts, setback(execution, 'issue-failing', said)), kind: 'retried' };
    }
  }
}

function taken(execution: Clock & Chance, facts: DeliveryFacts, receipt: BulkReceipt): Sentence {
  const sent = facts.sent?.revision ?? 0;
  // What Ducalis holds is not known: it may be newer than what was sent.
  if (receipt.revision === undefined) return unanswered(execution, facts);
  const revision = receipt.revision ?? sent;
  if (revision > sent) {
    const why = setback(execution, 'revision-ahead', null);
    return { patch: outrun(facts, revision, why), kind: 'retried' };
  }
  const patch = accepted(facts, { revision, url: safeUrl(receipt.url) }, execution.now);
  return patch === null ? unanswered(execution, facts) : { patch, kind: 'acknowledged' };
}

function unanswered(execution: Clock & Chance, facts: DeliveryFacts): Sentence {
  return { patch: putOff(facts, setback(execution, 'issue-unanswered', null)), kind: 'retried' };
}

/** Ducalis holds something else than we thought: the issue is built again once, and after that it needs attention. */
function conflicting(execution: Clock & Chance, facts: DeliveryFacts, detail: string | null): Sentence {
  if ((facts.attempts ?? 0) > 0) return refusedBy(facts, detail);
  return { patch: triedAgain(facts, setback(execution, REFUSED, detail)), kind: 'retried' };
}

function refusedBy(facts: DeliveryFacts, detail: string | null): Sentence {
  const said = detail === '' ? null : detail;
  return { patch: refused(facts, REFUSED, said, facts.queue), kind: 'needs-attention' };
}
