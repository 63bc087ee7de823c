/** What is wrong with a draft, told before it is sent. Pure; the handler checks again and has the last word. */
import type { Board, BoardField, ProjectView } from '../../../src/shared/api.ts';
import { mismatch } from '../../common/type-names.ts';
import { type BuiltInPart, type Draft, sourceType } from './draft.ts';

/** Where a problem is shown: next to the control that fixes it. */
export type ProblemPlace = 'board' | BuiltInPart | `field-${number}` | `key-${number}`;

export interface Problem {
  readonly place: ProblemPlace;
  readonly message: string;
}

export interface Surroundings {
  readonly fields: ProjectView['fields'];
  readonly boards: readonly Board[];
  /** Null while the board's fields are not known: then nothing is said about them. */
  readonly boardFields: readonly BoardField[] | null;
}

const PARTS = ['status', 'type', 'assignee'] as const;

function matchProblems(draft: Draft, { fields, boardFields }: Surroundings): Problem[] {
  const problems: Problem[] = [];
  const taken = new Set<string>();
  for (const row of draft.matches) {
    const { id, field, key } = row;
    const source = sourceType(row, fields);
    const target = boardFields?.find((candidate) => candidate.key === key);
    if (field === null) problems.push({ place: `field-${id}`, message: 'Choose a YouTrack field.' });
    else if (source === undefined) {
      problems.push({ place: `field-${id}`, message: 'This field is no longer in the project.' });
    }
    if (key === null) problems.push({ place: `key-${id}`, message: 'Choose a Ducalis field.' });
    else if (taken.has(key)) {
      problems.push({ place: `key-${id}`, message: 'Another row already feeds this field.' });
    } else if (boardFields !== null && target === undefined) {
      problems.push({ place: `key-${id}`, message: 'This field is no longer on the board.' });
    } else if (source !== undefined && target !== undefined) {
      const reason = mismatch(source, target.type);
      if (reason !== null) problems.push({ place: `key-${id}`, message: `${reason}.` });
    }
    if (key !== null) taken.add(key);
  }
  return problems;
}

export function findProblems(draft: Draft, surroundings: Surroundings): Problem[] {
  const problems: Problem[] = [];
  const { board } = draft;
  if (board === null) problems.push({ place: 'board', message: 'Choose a board.' });
  else if (!surroundings.boards.some(({ id }) => id === board.id)) {
    problems.push({ place: 'board', message: 'This board is no longer in Ducalis.' });
  }
  for (const part of PARTS) {
    const chosen = draft.builtIn[part];
    if (chosen !== null && !surroundings.fields.some(({ name }) => name === chosen)) {
      problems.push({ place: part, message: 'This field is no longer in the project.' });
    }
  }
  return [...problems, ...matchProblems(draft, surroundings)];
}

export function problemAt(problems: readonly Problem[], place: ProblemPlace): string | undefined {
  return problems.find((problem) => problem.place === place)?.message;
}

/** "1 thing to fix", "2 things to fix". */
export function problemSummary(count: number): string {
  return count === 1 ? '1 thing to fix' : `${count} things to fix`;
}
