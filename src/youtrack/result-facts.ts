/** Reads and writes the results that are kept on an issue: one property each, the criteria as a text. */
import type { ExtensionProperties } from '@jetbrains/youtrack-scripting-api/entities';
import * as v from 'valibot';
import type { KnownResults } from '../domain/results.ts';
import { RESULT_PROPERTIES, readAll, write } from './extension-properties.ts';
import { storedText } from './stored-text.ts';

const CriterionSchema = v.object({
  key: v.string(),
  name: v.string(),
  /** Null for a type that Ducalis has and this app does not know. */
  kind: v.nullable(v.picklist(['value', 'effort'])),
  score: v.nullable(v.number()),
});
export type KeptCriterion = v.InferOutput<typeof CriterionSchema>;

const criteriaText = storedText(1, v.object({ criteria: v.array(CriterionSchema) }));

/** What is wrong with an issue's results, as it is noted for *Health*: so that the note can be taken back. */
export interface ResultTrouble {
  /** Names of the parts that cannot be read. */
  readonly parts: readonly string[];
  /** Names of the fields that cannot hold their result. */
  readonly fields: readonly string[];
  /** How often the issue was sent again because Ducalis tells another revision than was sent, and still does. */
  readonly resent: number;
}

const troubleText = storedText(
  1,
  v.object({ parts: v.array(v.string()), fields: v.array(v.string()), resent: v.number() }),
);

const NO_TROUBLE: ResultTrouble = { parts: [], fields: [], resent: 0 };

/** What Ducalis thinks of an issue, as it was heard last. Null: not known, never 0. */
export interface ResultFacts extends Omit<KnownResults, 'url' | 'criteria'> {
  readonly criteria: readonly KeptCriterion[];
  /** Milliseconds since the epoch, never in the future; null: there are no results. */
  readonly scoredAt: number | null;
  /** When Ducalis posted them, by our clock; null: they come from its feed. */
  readonly postedAt: number | null;
  readonly trouble: ResultTrouble;
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
  postedAt: null,
  trouble: NO_TROUBLE,
  resultsQueue: null,
  resultsQueuedAt: null,
};

export function readResults(properties: ExtensionProperties): ResultFacts {
  const { scoreTotal, scoreVotingPercent, scoreAlignment, scoreCriteria, resultTrouble, ...others } = readAll(
    properties,
    RESULT_PROPERTIES,
  );
  return {
    ...others,
    totalScore: scoreTotal,
    votingPercent: scoreVotingPercent,
    alignment: scoreAlignment,
    criteria: criteriaText.readOr(scoreCriteria, { criteria: [] }).criteria,
    trouble: troubleText.readOr(resultTrouble, NO_TROUBLE),
  };
}

export function writeResults(properties: ExtensionProperties, results: Partial<ResultFacts>): void {
  const { totalScore, votingPercent, alignment, criteria, trouble, ...others } = results;
  write(properties, RESULT_PROPERTIES, {
    ...others,
    scoreTotal: totalScore,
    scoreVotingPercent: votingPercent,
    scoreAlignment: alignment,
    ...(criteria === undefined
      ? {}
      : { scoreCriteria: criteria.length === 0 ? null : criteriaText.write({ criteria: [...criteria] }) }),
    ...(trouble === undefined ? {} : { resultTrouble: troubleOrNone(trouble) }),
  });
}

function troubleOrNone({ parts, fields, resent }: ResultTrouble): string | null {
  const isNone = parts.length + fields.length + resent === 0;
  return isNone ? null : troubleText.write({ parts: [...parts], fields: [...fields], resent });
}
