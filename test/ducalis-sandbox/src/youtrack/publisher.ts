/**
 * Posts results that changed to each connected YouTrack: coalesced, never two rounds at a time, best effort. What
 * isn't taken goes out again with the next change; nothing depends on it, since the feed has it all.
 */
import type { Board } from '../domain/board.ts';
import { withoutSlash } from '../domain/board.ts';
import type { Issue } from '../domain/issue.ts';
import { projectOf } from '../domain/issue.ts';
import type { Integration } from '../domain/tracker.ts';
import type { Ducalis } from '../ducalis.ts';
import { postScores } from './client.ts';

/** Changes within this time go out together. */
const COALESCE_MS = 150;
const ITEMS_PER_CALL = 100;
const REMEMBERED = 1_000;

export interface OutboundCall {
  readonly base_url: string;
  readonly project: string;
  readonly items: number;
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly at: string;
}

export class Publisher {
  readonly calls: OutboundCall[] = [];
  readonly #ducalis: Ducalis;
  readonly #now: () => number;
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #again = false;

  constructor(ducalis: Ducalis, now: () => number) {
    this.#ducalis = ducalis;
    this.#now = now;
  }

  /** A change that comes during a round starts another one after it. */
  schedule(): void {
    if (this.#ducalis.integrations.size === 0 || this.#stop.signal.aborted) return;
    if (this.#round) {
      this.#again = true;
      return;
    }
    this.#timer ??= setTimeout(() => this.#start(), COALESCE_MS);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#timer);
    await this.#round;
  }

  #start(): void {
    this.#timer = undefined;
    this.#round = this.#publish().finally(() => {
      this.#round = undefined;
      if (!this.#again) return;
      this.#again = false;
      this.schedule();
    });
  }

  async #publish(): Promise<void> {
    for (const integration of this.#ducalis.integrations.values()) {
      for (const board of this.#ducalis.boards.values()) {
        board.settle();
        const theirs = [...board.unposted].filter(
          (issue) => issue.externalId !== null && withoutSlash(issue.baseUrl) === integration.baseUrl,
        );
        for (const [project, issues] of byProject(theirs)) {
          for (let from = 0; from < issues.length; from += ITEMS_PER_CALL) {
            await this.#post(integration, board, project, issues.slice(from, from + ITEMS_PER_CALL));
          }
        }
      }
    }
  }

  async #post(
    integration: Integration,
    board: Board,
    project: string,
    issues: readonly Issue[],
  ): Promise<void> {
    if (this.#stop.signal.aborted) return;
    for (const issue of issues) board.unposted.delete(issue);
    const items = issues.map((issue) => issue.item());
    const status = await postScores(integration, project, items, this.#stop.signal);
    if (status === null || status >= 300) {
      for (const issue of issues) if (board.issue(issue.id) === issue) board.unposted.add(issue);
    }
    const at = new Date(this.#now()).toISOString();
    this.calls.push({ base_url: integration.baseUrl, project, items: items.length, status, at });
    if (this.calls.length > REMEMBERED) this.calls.shift();
  }
}

function byProject(issues: readonly Issue[]): ReadonlyMap<string, readonly Issue[]> {
  const projects = new Map<string, Issue[]>();
  for (const issue of issues) {
    const project = projectOf(issue.key);
    projects.set(project, [...(projects.get(project) ?? []), issue]);
  }
  return projects;
}
