/** A board: takes upserts and deletes by the receiver rules, and evaluations; keeps score, rank and the change log. */
import type { Positions } from './change-log.ts';
import { ChangeLog } from './change-log.ts';
import { learnOptions, problemWith } from './field-values.ts';
import { Issue, NO_RANK } from './issue.ts';
import type { BoardDefinition, Content, Rank, Receipt, Upsert } from './model.ts';
import { byRank, fitsScale, scaleInWords, scoreOf } from './scoring.ts';

/** What a board needs of the world. */
export interface World {
  /** Milliseconds since the epoch. */
  now(): number;
  nextIssueId(): number;
  readonly positions: Positions;
}

interface Tombstone {
  readonly id: number;
  readonly revision: number;
}

export class Board {
  readonly definition: BoardDefinition;
  readonly evaluators: Set<string>;
  readonly members = new Map<string, 'active' | 'pending'>();
  readonly unsubscribed = new Set<string>();
  readonly tombstones = new Map<string, Tombstone>();
  /** Issues whose results changed and were not posted to YouTrack yet. */
  readonly unposted = new Set<Issue>();
  readonly #issues = new Map<number, Issue>();
  /** Issues that nothing was pushed for. */
  readonly #pulled = new Set<Issue>();
  readonly #byExternalId = new Map<string, Issue>();
  readonly #log: ChangeLog<Issue>;
  /** Changed in content or evaluation since the last settling. */
  readonly #touched = new Set<Issue>();
  #ranksAreStale = false;
  readonly #world: World;

  constructor(definition: BoardDefinition, world: World) {
    this.definition = definition;
    this.evaluators = new Set(definition.evaluators);
    for (const email of definition.evaluators) this.members.set(email, 'active');
    this.#world = world;
    this.#log = new ChangeLog(world.positions);
  }

  upsert(upsert: Upsert): Receipt {
    const known = this.#byExternalId.get(upsert.external_id);
    if (known) return this.#update(known, upsert);
    const tombstone = this.tombstones.get(upsert.external_id);
    if (tombstone && upsert.revision <= tombstone.revision) return { code: 200, ...tombstone };
    const reason = this.problemWithFields(upsert.fields ?? {});
    if (reason !== null) return { code: 422, reason };
    const pulled = this.#pulledTwin(upsert);
    if (!pulled && upsert.name === undefined) return { code: 422, reason: 'A new issue needs a name.' };
    const issue = pulled ?? this.#create(upsert.base_url, upsert.key, upsert.name ?? '', tombstone?.id);
    this.tombstones.delete(upsert.external_id);
    this.#byExternalId.set(upsert.external_id, issue);
    this.#pulled.delete(issue);
    issue.received += 1;
    this.#store(issue, upsert);
    return { code: pulled ? 200 : 201, id: issue.id, revision: upsert.revision };
  }

  remove(externalId: string, revision: number): Receipt {
    const issue = this.#byExternalId.get(externalId);
    const stored = issue ? { id: issue.id, revision: issue.revision ?? 0 } : this.tombstones.get(externalId);
    if (stored && revision <= stored.revision) return { code: 200, ...stored };
    this.tombstones.set(externalId, { id: stored?.id ?? this.#world.nextIssueId(), revision });
    if (!issue) return { code: 404, reason: 'This board has no such issue.' };
    this.#byExternalId.delete(externalId);
    this.#issues.delete(issue.id);
    this.#log.remove(issue);
    this.#touched.delete(issue);
    this.unposted.delete(issue);
    this.#ranksAreStale = true;
    return { code: 204, id: issue.id, revision };
  }

  /** An issue that Ducalis read from the tracker by itself; reading it again brings it up to date. */
  pull(baseUrl: string, key: string, content: Content & { readonly name: string }): Issue {
    const issue = this.#pulledTwin({ base_url: baseUrl, key }) ?? this.#create(baseUrl, key, content.name);
    issue.takePulled(content);
    this.#learn(content);
    this.#pulled.add(issue);
    this.#touched.add(issue);
    return issue;
  }

  /** Whether an app has ever pushed to it; then Ducalis pulls no more, so that nothing stands twice. */
  isPushed(): boolean {
    return this.#byExternalId.size > 0 || this.tombstones.size > 0;
  }

  /**
   * Sets evaluations by criterion key; null takes one back. Whoever evaluates becomes an evaluator of the board.
   * @returns one sentence when a criterion is unknown or a value is off its scale (nothing is stored then), else null.
   */
  vote(issue: Issue, votes: Readonly<Record<string, number | null>>, voter: string): string | null {
    for (const [key, value] of Object.entries(votes)) {
      const criterion = this.definition.criteria.find((candidate) => candidate.key === key);
      if (!criterion) return `This board has no criterion with the key "${key}".`;
      if (value !== null && !fitsScale(value, criterion.scale)) {
        return `The criterion "${criterion.name}" takes ${scaleInWords(criterion.scale)}.`;
      }
    }
    for (const [key, value] of Object.entries(votes)) {
      const given = issue.votes.get(key) ?? new Map<string, number>();
      if (value === null) given.delete(voter);
      else given.set(voter, value);
      issue.votes.set(key, given);
    }
    if (!this.evaluators.has(voter)) {
      this.evaluators.add(voter);
      this.members.set(voter, 'active');
      for (const other of this.#issues.values()) this.#touched.add(other);
    }
    this.#touched.add(issue);
    return null;
  }

  /** One sentence when a key is unknown or a value doesn't fit its field, else null. */
  problemWithFields(values: Readonly<Record<string, unknown>>): string | null {
    return problemWith(values, this.definition.fields, this.definition.criteria);
  }

  /** In order of id. */
  issues(): readonly Issue[] {
    this.settle();
    return [...this.#issues.values()].sort((a, b) => a.id - b.id);
  }

  issue(id: number): Issue | undefined {
    this.settle();
    return this.#issues.get(id);
  }

  find(reference: {
    readonly externalId?: string | undefined;
    readonly key?: string | undefined;
  }): Issue | undefined {
    this.settle();
    if (reference.externalId !== undefined) return this.#byExternalId.get(reference.externalId);
    return [...this.#issues.values()].find((issue) => issue.key === reference.key);
  }

  /** Issues that changed after the position, those that changed longest ago first. */
  changedAfter(position: number): Generator<{ readonly position: number; readonly entry: Issue }> {
    this.settle();
    return this.#log.after(position);
  }

  /** Mean `voting_percent`, 0–100. */
  progress(): number {
    const issues = this.issues();
    if (issues.length === 0) return 0;
    return Math.round(issues.reduce((sum, issue) => sum + issue.score.voting_percent, 0) / issues.length);
  }

  /** Brings scores, ranks and the change log up to date. Everything that is read comes after it. */
  settle(): void {
    if (this.#touched.size === 0 && !this.#ranksAreStale) return;
    const touched = [...this.#touched].sort((a, b) => a.id - b.id);
    this.#touched.clear();
    const changed = new Set<Issue>(touched);
    const evaluators = [...this.evaluators];
    for (const issue of touched) {
      const score = scoreOf(this.definition.criteria, evaluators, issue.votes, issue.fields);
      if (JSON.stringify(score) === JSON.stringify(issue.score)) continue;
      this.#ranksAreStale ||= score.total_score !== issue.score.total_score;
      issue.score = score;
      this.unposted.add(issue);
    }
    if (this.#ranksAreStale) this.#rank(changed);
    const changedAt = new Date(this.#world.now()).toISOString();
    for (const issue of changed) {
      issue.changedAt = changedAt;
      this.#log.touch(issue);
    }
  }

  #update(issue: Issue, upsert: Upsert): Receipt {
    if (issue.source !== upsert.source) {
      return { code: 409, reason: 'This external_id belongs to an issue of another source.' };
    }
    issue.received += 1;
    const stored = issue.revision ?? 0;
    if (upsert.revision <= stored) return { code: 200, id: issue.id, revision: stored };
    const reason = this.problemWithFields(upsert.fields ?? {});
    if (reason !== null) return { code: 422, reason };
    this.#store(issue, upsert);
    return { code: 200, id: issue.id, revision: upsert.revision };
  }

  #store(issue: Issue, upsert: Upsert): void {
    issue.take(upsert);
    this.#learn(upsert);
    this.#touched.add(issue);
  }

  #learn({ fields }: Content): void {
    for (const field of this.definition.fields) {
      const value = fields?.[field.key];
      if (value !== undefined && value !== null) learnOptions(field, value);
    }
  }

  #pulledTwin(upsert: Pick<Upsert, 'base_url' | 'key'>): Issue | undefined {
    const base = withoutSlash(upsert.base_url);
    for (const issue of this.#pulled) {
      if (issue.key === upsert.key && withoutSlash(issue.baseUrl) === base) return issue;
    }
    return undefined;
  }

  #create(baseUrl: string, key: string, name: string, id = this.#world.nextIssueId()): Issue {
    const score = scoreOf(this.definition.criteria, [...this.evaluators], new Map(), {});
    const issue = new Issue(id, baseUrl, key, name, score, new Date(this.#world.now()).toISOString());
    this.#issues.set(id, issue);
    return issue;
  }

  #rank(changed: Set<Issue>): void {
    this.#ranksAreStale = false;
    const scored = [...this.#issues.values()].flatMap((issue) => {
      const total = issue.score.total_score;
      return total === null ? [] : [{ id: issue.id, total, issue }];
    });
    const ranks = new Map<Issue, Rank>();
    for (const [index, { issue }] of scored.sort(byRank).entries()) {
      ranks.set(issue, { priority: index + 1, top_priority: index < this.definition.top_priority });
    }
    for (const issue of this.#issues.values()) {
      const rank = ranks.get(issue) ?? NO_RANK;
      if (rank.priority === issue.rank.priority && rank.top_priority === issue.rank.top_priority) continue;
      issue.rank = rank;
      changed.add(issue);
      this.unposted.add(issue);
    }
  }
}

/** Base URLs are the same with and without the slash at the end. */
export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
