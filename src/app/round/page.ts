/**
 * The page of a board that was asked for. YouTrack cuts an answer off at 1 MB: then half of it is asked for
 * (youtrack-platform §15 U9).
 */
import * as v from 'valibot';
import type { HttpAnswer } from '../../domain/exchange.ts';
import type { Cargo, Outcome } from '../../domain/outcome.ts';
import { RESULTS_PER_PAGE } from '../../ducalis/requests.ts';
import { jsonIn } from '../../ducalis/tolerant.ts';
import { payloadOf } from '../calling/payload.ts';

const pagePayload = payloadOf(
  v.object({
    /** It may be another one by the time of the answer. */
    board: v.string(),
    size: v.number(),
  }),
);

export type AskedPage = Readonly<NonNullable<ReturnType<typeof pagePayload.read>>>;

const SMALLEST_PAGE = 10;

/** @param payload of the last page, if there was one. @returns the whole size, or that of the last page of this board. */
export function pageSize(payload: string | null, board: string): number {
  const asked = pagePayload.read(payload);
  return asked?.board === board ? asked.size : RESULTS_PER_PAGE;
}

/** Half of a page whose answer could not be read; null: it was another answer, or as small as can be. */
export function halfOf<Asked extends AskedPage>(
  asked: Asked,
  answer: HttpAnswer,
  isUnderstood: boolean,
): Asked | null {
  const isCut = answer.status === 200 && !isUnderstood && looksCut(answer) && asked.size > SMALLEST_PAGE;
  return isCut ? { ...asked, size: Math.max(SMALLEST_PAGE, Math.floor(asked.size / 2)) } : null;
}

/** A page of something in between, or an error, is no cut listing. */
export function looksCut({ body }: HttpAnswer): boolean {
  return body.trimStart().startsWith('{') && jsonIn(body) === undefined;
}

/** The cursor is what Ducalis may refuse of a call for a page. @param cursor null: the first page. */
export function cargoOf(cursor: string | null): Cargo {
  return cursor === null ? 'none' : 'one';
}

/** A cursor that Ducalis does not take would be refused in every round from now on. */
export function refusesCursor({ kind }: Outcome): boolean {
  return kind === 'refused' || kind === 'conflict';
}
