/** Reads and writes the results that are kept on an issue: one property each, the criteria as a text. */
import type { ExtensionProperties } from '@jetbrains/youtrack-scripting-api/entities';
import * as v from 'valibot';
import type { KnownResults } from '../domain/results.ts';
import { RESULT_PROPERTIES, readAll, write } from './extension-properties.ts';
import { storedText } from './stored-text.ts';

const CriterionSchema = v.object({
  key: v.string(),
  name: v.string(),
  kind: v.picklist(['value', 'effort']),
  score: v.nullable(v.number()),
});
export type KeptCriterion = v.InferOutput<typeof CriterionSchema>;

const criteriaText = storedText(1, v.object({ criteria: v.array(CriterionSchema) }));

/** What Ducalis thinks of an issue, as it was heard last. Null: not known, never 0. */
export interface ResultFacts extends Omit<KnownResults, 'url' | 'criteria'> {
  readonly criteria: readonly KeptCriterion[];
  /** Milliseconds since the epoch, never in the future; null: there are no results. */
  readonly scoredAt: number | null;
  /** An index: the project's queue while the results are to be written into fields; since when. */
  readonly resultsQueue: string | null;
  readonly resultsQueuedAt: number | null;
}

export const NO_RESULTS: ResultFacts = {
  totalScore: null,
  priority: null,
  isTopPriority: null,
  votingPercent: null,
  isFinal: null,
  alignment: null,
  criteria: [],
  scoredAt: null,
  resultsQueue: null,
  resultsQueuedAt: null,
};

export function readResults(properties: ExtensionProperties): ResultFacts {
  const { scoreTotal, scoreVotingPercent, scoreAlignment, scoreCriteria, ...others } = readAll(
    properties,
    RESULT_PROPERTIES,
  );
  return {
    ...others,
    totalScore: scoreTotal,
    votingPercent: scoreVotingPercent,
    alignment: scoreAlignment,
    criteria: criteriaText.readOr(scoreCriteria, { criteria: [] }).criteria,
  };
}

export function writeResults(properties: ExtensionProperties, results: Partial<ResultFacts>): void {
  const { totalScore, votingPercent, alignment, criteria, ...others } = results;
  write(properties, RESULT_PROPERTIES, {
    ...others,
    scoreTotal: totalScore,
    scoreVotingPercent: votingPercent,
    scoreAlignment: alignment,
    ...(criteria === undefined
      ? {}
      : { scoreCriteria: criteria.length === 0 ? null : criteriaText.write({ criteria: [...criteria] }) }),
  });
}
