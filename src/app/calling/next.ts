/** What one phase of a chain says about how it goes on. A phase makes no call: it returns one, as its last word. */
import type { HttpAnswer, HttpRequest } from '../../domain/exchange.ts';
import type { AnswerFunction, Execution, ProjectHandle } from '../../youtrack/ports.ts';

export const PHASES = [
  'introduction',
  'deletion',
  'probe',
  'boards',
  'check',
  'results',
  'orphans',
  'team',
  'invitation',
  'sending',
] as const;
export type PhaseName = (typeof PHASES)[number];

/** Calls Ducalis; the answer goes to the function of that name. */
export interface Call {
  readonly kind: 'call';
  /** A fresh one for every call. */
  readonly id: string;
  readonly request: HttpRequest;
  readonly answer: AnswerFunction;
  readonly payload: string | null;
  /** False: it may take long to fail, so what is marked meanwhile begins a chain of its own. */
  readonly isAwaited: boolean;
}

/** The same phase again at that time, in milliseconds since the epoch. */
export interface Later {
  readonly kind: 'later';
  readonly at: number;
}

/** Nothing is left to do in this phase. */
export interface Done {
  readonly kind: 'done';
}

export type Next = Call | Later | Done;

/** Where a chain goes on after an answer, and what that phase is told. */
export interface Onward {
  readonly to: PhaseName;
  readonly payload: string | null;
}

export interface Turn {
  readonly execution: Execution;
  readonly project: ProjectHandle;
  /** What the phase was told; null: nothing. */
  readonly payload: string | null;
}

export type Phase = (turn: Turn) => Next;

export interface Answered {
  readonly execution: Execution;
  readonly project: ProjectHandle;
  readonly answer: HttpAnswer;
  /** Id of the call that is answered. */
  readonly call: string;
  /** Of the token that the call was made with. */
  readonly epoch: number | null;
  /** What the call was made with. */
  readonly payload: string | null;
}

export const DONE: Done = { kind: 'done' };

/** @param id if the caller has noted the call under it; absent: a fresh one. @param isAwaited as in {@link Call}. */
export function call(
  execution: Pick<Execution, 'newId'>,
  request: HttpRequest,
  answer: AnswerFunction,
  {
    id = execution.newId(),
    payload = null,
    isAwaited = true,
  }: { readonly id?: string; readonly payload?: string | null; readonly isAwaited?: boolean } = {},
): Call {
  return { kind: 'call', id, request, answer, payload, isAwaited };
}

export function later(at: number): Later {
  return { kind: 'later', at };
}

/** A call, or the earlier of two times. */
export function earliest(one: Next, other: Next): Next {
  if (other.kind === 'call' || one.kind === 'done') return other;
  return one.kind === 'later' && other.kind === 'later' && other.at < one.at ? other : one;
}

export function goTo(to: PhaseName, payload: string | null = null): Onward {
  return { to, payload };
}
