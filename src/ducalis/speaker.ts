/** Who speaks in an answer, and what a person can make of it. */
import type { HttpAnswer } from '../domain/exchange.ts';
import type { Cause } from '../domain/lane.ts';
import type { AnswerHead } from '../domain/outcome.ts';
import type { Speaker } from '../domain/speaker.ts';
import { parseComplaint } from './answers.ts';

/** @param isUnderstood whether the answer holds what the call asks for, as one of the parsers says. */
export function headOf(answer: HttpAnswer, isUnderstood: boolean): AnswerHead {
  return {
    speaker: speakerOf(answer, isUnderstood),
    status: answer.status,
    retryAfter: answer.header('retry-after'),
  };
}

function speakerOf(answer: HttpAnswer, isUnderstood: boolean): Speaker {
  if (answer.status === null) return 'nobody';
  if (isUnderstood) return 'answer';
  return parseComplaint(answer) === undefined ? 'between' : 'complaint';
}

const LONGEST_DETAIL = 300;

/** For a person who can do something about it: what Ducalis said, the first words of a page, or why there is no answer. */
export function causeOf(answer: HttpAnswer, { speaker, status }: AnswerHead): Cause {
  const text =
    speaker === 'nobody' ? (answer.failure ?? '') : (parseComplaint(answer) ?? wordsOf(answer.body));
  return { speaker, status, detail: text.slice(0, LONGEST_DETAIL) };
}

/** A page may be long, and its first words are what a person recognises. */
const LOOKED_AT = 20_000;

function wordsOf(body: string): string {
  return body
    .slice(0, LOOKED_AT)
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
