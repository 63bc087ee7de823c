/** Parses what Ducalis answers. All of it is hostile until it has passed a schema here. */
import * as v from 'valibot';
import type { HttpAnswer } from '../domain/exchange.ts';
import { DUCALIS_FIELD_TYPES } from '../domain/field-types.ts';

export function isJson(answer: HttpAnswer): boolean {
  return parseJson(answer.body) !== undefined;
}

const Id = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.safeInteger())]),
  v.transform(String),
  v.minLength(1),
  v.maxLength(255),
);
const ShortText = v.pipe(v.string(), v.maxLength(1_000));
const HttpsUrl = v.pipe(v.string(), v.startsWith('https://'), v.maxLength(2_000));
const Score = v.nullable(v.pipe(v.number(), v.finite()));
const Percent = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100)));

/** The next ones have to stay whole numbers that JSON carries exactly. One that is greater counts as not told. */
const GREATEST_REVISION = Number.MAX_SAFE_INTEGER - 1_000_000_000;
const Revision = v.pipe(v.number(), v.safeInteger(), v.maxValue(GREATEST_REVISION));

const Boards = v.array(
  v.pipe(
    v.object({ id: Id, name: ShortText, emoji: v.optional(v.nullable(ShortText), null) }),
    v.transform(({ id, name, emoji }) => ({ id, name, emoji })),
  ),
);

const BoardFields = v.object({ items: v.array(v.unknown()) });
const BoardField = v.object({
  key: Id,
  name: ShortText,
  type: v.picklist(DUCALIS_FIELD_TYPES),
  required: v.optional(v.nullable(v.boolean()), false),
  options: v.optional(v.nullable(v.array(v.object({ name: ShortText }))), null),
  criterion: v.optional(v.unknown()),
});

const BulkReceipts = v.object({
  items: v.array(
    v.object({
      external_id: Id,
      status: v.pipe(v.number(), v.integer()),
      url: v.optional(v.nullable(v.string()), null),
      revision: v.fallback(v.optional(v.nullable(Revision), null), null),
      error: v.optional(v.nullable(v.string()), null),
    }),
  ),
});

const StoredIssue = v.object({ revision: Revision });

const ResultItem = v.object({
  source: v.string(),
  external_id: Id,
  url: v.optional(v.nullable(v.string()), null),
  revision: v.optional(v.nullable(Revision), null),
  total_score: Score,
  priority: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  top_priority: v.boolean(),
  voting_percent: Percent,
  all_voted: v.boolean(),
  alignment: Percent,
  criteria: v.pipe(
    v.array(v.object({ key: Id, name: ShortText, type: v.picklist(['value', 'effort']), score: Score })),
    v.maxLength(100),
  ),
  updated_at: v.pipe(v.string(), v.maxLength(64)),
});

const ResultList = v.object({ items: v.pipe(v.array(v.unknown()), v.maxLength(500)) });
const ResultPage = v.object({
  ...ResultList.entries,
  next: v.nullable(v.pipe(v.string(), v.maxLength(4_000))),
});

export type Board = v.InferOutput<typeof Boards>[number];
export type BulkReceipt = v.InferOutput<typeof BulkReceipts>['items'][number];

export interface DucalisField {
  readonly key: string;
  readonly name: string;
  readonly type: (typeof DUCALIS_FIELD_TYPES)[number];
  readonly required: boolean;
  /** Names of a selector's options. */
  readonly options: readonly string[];
  readonly isCriterion: boolean;
}

/** What Ducalis thinks of one issue, with `updatedAt` in milliseconds. */
export interface IssueResult {
  readonly source: string;
  readonly externalId: string;
  readonly url: string | null;
  /** Of the issue as Ducalis holds it; null when it doesn't say. */
  readonly revision: number | null;
  readonly totalScore: number | null;
  readonly priority: number | null;
  readonly isTopPriority: boolean;
  readonly votingPercent: number | null;
  readonly isFinal: boolean;
  readonly alignment: number | null;
  readonly criteria: readonly {
    readonly key: string;
    readonly name: string;
    readonly kind: 'value' | 'effort';
    readonly score: number | null;
  }[];
  readonly updatedAt: number;
}

/** Each parser returns undefined for an answer it does not understand. */
export function parseBoards(answer: HttpAnswer): readonly Board[] | undefined {
  return parse(Boards, answer.body);
}

/** Fields that this version does not understand are left out: nothing could be matched with them. */
export function parseBoardFields(answer: HttpAnswer): readonly DucalisField[] | undefined {
  return parse(BoardFields, answer.body)?.items.flatMap((item) => {
    const field = v.safeParse(BoardField, item);
    if (!field.success) return [];
    const { key, name, type, required, options, criterion } = field.output;
    return [
      {
        key,
        name,
        type,
        required: required === true,
        options: (options ?? []).map((option) => option.name),
        isCriterion: criterion !== undefined && criterion !== null,
      },
    ];
  });
}

export function parseBulkReceipts(answer: HttpAnswer): readonly BulkReceipt[] | undefined {
  return parse(BulkReceipts, answer.body)?.items;
}

const Members = v.object({
  items: v.array(
    v.object({ email: v.pipe(v.string(), v.maxLength(255)), status: v.picklist(['active', 'pending']) }),
  ),
});
export type Member = v.InferOutput<typeof Members>['items'][number];

export function parseMembers(answer: HttpAnswer): readonly Member[] | undefined {
  return parse(Members, answer.body)?.items;
}

const Integration = v.object({
  status: v.literal('connected'),
  youtrack_user: ShortText,
  projects: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))), null),
  notes: v.optional(v.array(ShortText), []),
});

/** @returns as whom Ducalis reads this YouTrack, how many projects, and what it cannot do. */
export function parseIntegration(answer: HttpAnswer): v.InferOutput<typeof Integration> | undefined {
  return parse(Integration, answer.body);
}

const Complaint = v.object({ error: v.object({ message: ShortText }) });

/** What Ducalis says of a call that it refused; plain text. */
export function parseComplaint(answer: HttpAnswer): string | undefined {
  return parse(Complaint, answer.body)?.error.message;
}

/** The revision that Ducalis holds of one issue. */
export function parseRevision(answer: HttpAnswer): number | undefined {
  return parse(StoredIssue, answer.body)?.revision;
}

export function parseResultPage(
  answer: HttpAnswer,
):
  | { readonly results: readonly IssueResult[]; readonly count: number; readonly next: string | null }
  | undefined {
  const page = parse(ResultPage, answer.body);
  return page && { results: resultsIn(page.items), count: page.items.length, next: page.next };
}

/** The body of an inbound `scores` call. */
export function parseInboundResults(
  body: string,
): { readonly results: readonly IssueResult[]; readonly count: number } | undefined {
  const list = parse(ResultList, body);
  return list && { results: resultsIn(list.items), count: list.items.length };
}

/** Only an https address is ever shown as a link. */
export function safeUrl(url: string | null): string | null {
  return v.is(HttpsUrl, url) ? url : null;
}

/** One malformed item never holds back the others. */
function resultsIn(items: readonly unknown[]): readonly IssueResult[] {
  return items.flatMap((item) => {
    const parsed = v.safeParse(ResultItem, item);
    const updatedAt = parsed.success ? Date.parse(parsed.output.updated_at) : Number.NaN;
    if (!parsed.success || Number.isNaN(updatedAt)) return [];
    const found = parsed.output;
    return [
      {
        source: found.source,
        externalId: found.external_id,
        url: safeUrl(found.url),
        revision: found.revision,
        totalScore: found.total_score,
        priority: found.priority,
        isTopPriority: found.top_priority,
        votingPercent: found.voting_percent,
        isFinal: found.all_voted,
        alignment: found.alignment,
        criteria: found.criteria.map(({ key, name, type, score }) => ({ key, name, kind: type, score })),
        updatedAt,
      },
    ];
  });
}

function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  body: string,
): v.InferOutput<Schema> | undefined {
  const parsed = v.safeParse(schema, parseJson(body));
  return parsed.success ? parsed.output : undefined;
}

/** Undefined for text that is not JSON; no JSON text means undefined, so nothing is lost. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
