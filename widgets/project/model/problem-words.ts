/** The sentence of a problem, as it is read beside its control. Pure. */
import {
  MOST_CONDITIONS,
  MOST_MAPPED,
  MOST_MATCHES,
  MOST_RESULTS,
  MOST_VALUES,
} from '../../../src/domain/settings.ts';
import type { Place, Problem } from '../../../src/domain/settings-problem.ts';
import type { BoardField } from '../../../src/shared/api.ts';
import { errorMessage, type Message, message } from '../../messages/message.ts';
import { type Draft, type ProjectField, sourceType } from './draft.ts';
import { mismatch } from './type-names.ts';

/** @param boardFields null: not known. */
export function sentenceOf(
  { place, code, detail }: Problem,
  draft: Draft,
  fields: readonly ProjectField[],
  boardFields: readonly BoardField[] | null,
): Message {
  switch (code) {
    case 'not-chosen':
      return notChosen(place);
    case 'too-many':
      return tooMany(place, draft) ?? errorMessage(code);
    case 'board-not-found':
      return message('project.problem.boardGone');
    case 'push-unsupported':
      return message('project.problem.pushUnsupported');
    case 'field-not-found':
      return fieldNotFound(place);
    case 'fields-incompatible':
      return place.part === 'builtIn'
        ? message('project.problem.partUnfit')
        : (unfit(place, draft, fields, boardFields) ?? errorMessage(code));
    case 'field-matched-twice':
      return message('project.problem.fedTwice');
    case 'filter-field-unsuitable':
      return message('project.problem.filterUnfit');
    case 'value-not-found':
      return place.part === 'result'
        ? message('project.problem.yesAndNo')
        : message('project.problem.valueGone', { values: detail ?? '' });
    case 'result-unsuitable':
      return message('project.problem.resultUnfit');
    case 'field-both-ways':
      return message('project.problem.resultSent');
    case 'listed-twice':
      return listedTwice(place, detail ?? '');
    default:
      return errorMessage(code);
  }
}

function notChosen(place: Place): Message {
  if (place.part === 'board') return message('project.problem.chooseBoard');
  if (place.part !== 'match') return message('project.problem.chooseValue');
  return message(
    place.control === 'source' ? 'project.problem.chooseYouTrackField' : 'project.problem.chooseDucalisField',
  );
}

function fieldNotFound(place: Place): Message {
  if (place.part === 'match' && place.control === 'target') return message('project.problem.notOnBoard');
  if (place.part === 'result' && place.control === 'source') return message('project.problem.criterionGone');
  return message('project.problem.gone');
}

function listedTwice({ part }: Place, name: string): Message {
  if (part === 'tags') return message('project.problem.tag');
  if (part === 'result') return message('project.problem.resultTwice');
  return message('project.problem.twice', { name });
}

/** Null where the page knows of no mismatch. */
function unfit(
  place: Place,
  draft: Draft,
  fields: readonly ProjectField[],
  boardFields: readonly BoardField[] | null,
): Message | null {
  const row = place.part === 'match' ? draft.matches[place.index] : undefined;
  const from = row === undefined ? undefined : sourceType(row, fields);
  const target = boardFields?.find(({ key }) => key === row?.key);
  return from === undefined ? null : (mismatch(from, target?.type ?? 'text_long')?.sentence ?? null);
}

/** Null for a list that the draft does not have. */
function tooMany(place: Place, { matches, results, filter }: Draft): Message | null {
  switch (place.part) {
    case 'matches':
      return over('matches', matches.length, MOST_MATCHES);
    case 'match':
      return over('values', matches[place.index]?.values?.map.length ?? 0, MOST_MAPPED);
    case 'results':
      return over('results', results.length, MOST_RESULTS);
    case 'conditions':
      return over('conditions', filter.fields.length, MOST_CONDITIONS);
    case 'condition':
      return over('condition', filter.fields[place.index]?.values.length ?? 0, MOST_VALUES);
    default:
      return null;
  }
}

type Limited = 'matches' | 'values' | 'results' | 'conditions' | 'condition';

function over(kind: Limited, count: number, most: number): Message {
  return message(`project.problem.tooMany.${kind}`, { most, excess: count - most });
}
