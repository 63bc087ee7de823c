/** The rows of the results tab, and the fields that could be made for them. Pure. */

import { RESULTS } from '../../../src/domain/results.ts';
import type { BoardField, ResultMatch } from '../../../src/shared/api.ts';
import { type Message, message, type Shown } from '../../messages/message.ts';
import type { ResultTarget } from './editor-state.ts';
import { resultName } from './wording.ts';

export interface ResultRow {
  readonly target: ResultTarget;
  readonly name: Shown;
  readonly field: string | null;
  /** In the list of results, from 0; null for a row without a field. */
  readonly index: number | null;
}

/** Every result once, and each further field that takes one; a stored criterion stays although it is gone. */
export function resultRows(
  matches: readonly ResultMatch[],
  boardFields: readonly BoardField[] | null,
): readonly ResultRow[] {
  const criteria = (boardFields ?? []).filter(({ isCriterion }) => isCriterion);
  const stored = matches.flatMap(({ criterion }) => criterion ?? []);
  const keys = [...new Set([...criteria.map(({ key }) => key), ...stored])];
  const nameOf = (key: string) => boardFields?.find((field) => field.key === key)?.name ?? key;
  const targets: readonly ResultTarget[] = [
    ...RESULTS.filter((result) => result !== 'criterion').map((result) => ({ result })),
    ...keys.map((criterion) => ({ result: 'criterion' as const, criterion })),
  ];
  return targets.flatMap((target) => {
    const name = resultName(target.result, target.criterion === undefined ? null : nameOf(target.criterion));
    const written = matches.flatMap(({ result, criterion, field }, index) =>
      result === target.result && criterion === target.criterion ? [{ field, index }] : [],
    );
    const places = written.length === 0 ? [{ field: null, index: null }] : written;
    return places.map((place) => ({ target, name, ...place }));
  });
}

const TYPES = {
  totalScore: 'float',
  priority: 'integer',
  topPriority: 'string',
  votingPercent: 'integer',
  isFinal: 'string',
  alignment: 'integer',
  url: 'string',
  criterion: 'float',
} as const satisfies Record<ResultTarget['result'], string>;

/** The field to make for a result. Its name ends in no "Ducalis": such fields are Sync Back's. */
export function fieldFor({ target, name }: ResultRow): { readonly name: Message; readonly type: string } {
  const { result } = target;
  return {
    name:
      result === 'criterion'
        ? message('project.newCriterionField', { criterion: name })
        : message(`project.newField.${result}`),
    type: TYPES[result],
  };
}
