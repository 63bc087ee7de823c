/** One issue of a board: its content as pushed, its evaluations, and its results as last settled. */
import type { Content, FieldValue, Rank, ResultItem, Score, Upsert } from './model.ts';

/** Where Ducalis shows an issue (`/issue/{id}`, so its help says). The stand-in serves the same path. */
const PUBLIC_ADDRESS = 'https://ducalis.io';

export const NO_RANK: Rank = { priority: null, top_priority: false };

export class Issue {
  readonly id: number;
  /** Null while Ducalis alone has pulled it and nothing was pushed. */
  source: string | null = null;
  externalId: string | null = null;
  revision: number | null = null;
  baseUrl: string;
  key: string;
  trackerUrl: string | null = null;
  name: string;
  description: string | null = null;
  status: string | null = null;
  type: string | null = null;
  assignee: string | null = null;
  reporter: string | null = null;
  labels: readonly string[] = [];
  fields: Record<string, FieldValue> = {};
  resolved: boolean | null = null;
  /** As YouTrack says. */
  trackerUpdatedAt: string | null = null;

  /** Upserts that reached this issue, also those that changed nothing. */
  received = 0;
  readonly votes = new Map<string, Map<string, number>>();
  score: Score;
  rank: Rank = NO_RANK;
  /** When something that the feed shows last changed. */
  changedAt: string;

  constructor(id: number, baseUrl: string, key: string, name: string, score: Score, changedAt: string) {
    this.id = id;
    this.baseUrl = baseUrl;
    this.key = key;
    this.name = name;
    this.score = score;
    this.changedAt = changedAt;
  }

  /** Takes over what the upsert says; the caller has checked values and revision. */
  take(upsert: Upsert): void {
    this.source = upsert.source;
    this.externalId = upsert.external_id;
    this.revision = upsert.revision;
    this.baseUrl = upsert.base_url;
    this.key = upsert.key;
    this.#takeContent(upsert);
  }

  /** Takes over what Ducalis read by itself. */
  takePulled(content: Content): void {
    this.#takeContent(content);
  }

  item(): ResultItem {
    return {
      source: this.source,
      base_url: this.baseUrl,
      external_id: this.externalId,
      key: this.key,
      id: this.id,
      url: issueUrl(this.id),
      revision: this.revision,
      total_score: this.score.total_score,
      priority: this.rank.priority,
      top_priority: this.rank.top_priority,
      voting_percent: this.score.voting_percent,
      all_voted: this.score.all_voted,
      alignment: this.score.alignment,
      criteria: this.score.criteria,
      updated_at: this.changedAt,
    };
  }

  #takeContent(content: Content): void {
    if (content.url !== undefined) this.trackerUrl = content.url;
    if (content.name !== undefined) this.name = content.name;
    if (content.description !== undefined) this.description = content.description;
    if (content.status !== undefined) this.status = content.status;
    if (content.type !== undefined) this.type = content.type;
    if (content.assignee !== undefined) this.assignee = content.assignee;
    if (content.reporter !== undefined) this.reporter = content.reporter;
    if (content.labels !== undefined) this.labels = content.labels ?? [];
    if (content.resolved !== undefined) this.resolved = content.resolved;
    if (content.updated_at !== undefined) this.trackerUpdatedAt = content.updated_at;
    for (const [key, value] of Object.entries(content.fields ?? {})) {
      if (value === null) delete this.fields[key];
      else this.fields[key] = value;
    }
  }
}

/** The address of an issue in Ducalis. */
export function issueUrl(id: number): string {
  return `${PUBLIC_ADDRESS}/issue/${id}`;
}

/** `DEMO` of `DEMO-12`. A project key may hold a dash itself, so the last one counts. */
export function projectOf(key: string): string {
  const dash = key.lastIndexOf('-');
  return dash < 0 ? key : key.slice(0, dash);
}
