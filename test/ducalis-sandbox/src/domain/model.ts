/** The words of the stand-in's state. Shapes only; wire names (snake_case) appear where the contract fixes them. */

export const FIELD_TYPES = [
  'text_short',
  'text_long',
  'number',
  'date',
  'date_range',
  'user',
  'users',
  'select',
  'multi_select',
] as const;

export type FieldType = (typeof FIELD_TYPES)[number];

export interface Field {
  readonly key: string;
  readonly name: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** Grows as new names are pushed. Used by `select` and `multi_select` only. */
  readonly options: { readonly id: string; readonly name: string }[];
}

export type Scale =
  | { readonly kind: 'range'; readonly min: number; readonly max: number; readonly step: number }
  | { readonly kind: 'series'; readonly values: readonly number[] }
  | { readonly kind: 'percent' }
  | { readonly kind: 'positive' };

export interface Criterion {
  readonly key: string;
  readonly name: string;
  readonly type: 'value' | 'effort';
  readonly scale: Scale;
  /** Multiplies the score within its sum. */
  readonly weight: number;
  /** No total score while it is empty. */
  readonly required: boolean;
}

export interface BoardDefinition {
  readonly id: number;
  readonly public_id: string;
  readonly public_alias: string | null;
  readonly uuid: string;
  readonly name: string;
  readonly emoji: string | null;
  readonly description: string | null;
  readonly top_priority: number;
  readonly fields: readonly Field[];
  readonly criteria: readonly Criterion[];
  /** E-mails of the people who evaluate. */
  readonly evaluators: readonly string[];
}

export interface DateRange {
  readonly from: string;
  readonly to: string;
}

export type FieldValue = string | number | readonly string[] | DateRange;

/** What an upsert says of the content; an absent key is left alone, null clears. */
export interface Content {
  readonly url?: string;
  readonly name?: string;
  readonly description?: string | null;
  readonly status?: string | null;
  readonly type?: string | null;
  readonly assignee?: string | null;
  readonly reporter?: string | null;
  readonly labels?: readonly string[] | null;
  readonly fields?: Readonly<Record<string, FieldValue | null>>;
  readonly resolved?: boolean | null;
  readonly updated_at?: string | null;
}

export interface Upsert extends Content {
  readonly source: string;
  readonly base_url: string;
  readonly external_id: string;
  readonly key: string;
  readonly revision: number;
}

/** How an upsert or a delete ended. `code` is spelled like an HTTP status. */
export type Receipt =
  | { readonly code: 200 | 201 | 204; readonly id: number; readonly revision: number }
  | { readonly code: 404 | 409 | 422; readonly reason: string };

export interface CriterionScore {
  readonly key: string;
  readonly name: string;
  readonly type: 'value' | 'effort';
  readonly score: number | null;
}

/** What scoring makes of the evaluations of one issue, before ranking. */
export interface Score {
  readonly total_score: number | null;
  readonly voting_percent: number;
  readonly all_voted: boolean;
  readonly alignment: number | null;
  readonly criteria: readonly CriterionScore[];
}

export interface Rank {
  readonly priority: number | null;
  readonly top_priority: boolean;
}

/** One issue with its results, as the contract's feed lists it. */
export interface ResultItem extends Score, Rank {
  readonly source: string | null;
  readonly base_url: string;
  readonly external_id: string | null;
  readonly key: string;
  readonly id: number;
  readonly url: string;
  readonly revision: number | null;
  readonly updated_at: string;
}

/** Evaluations of one issue: criterion key → evaluator's e-mail → value. */
export type Votes = ReadonlyMap<string, ReadonlyMap<string, number>>;
