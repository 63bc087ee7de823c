/** The way from YouTrack to Ducalis: the sandbox in a process of its own, its troubles and how often each struck. */
import * as v from 'valibot';
import { launch } from '../../tools/stand-ins/launch.ts';
import { type Rest, rest } from '../../tools/stand-ins/rest.ts';
import { type SandboxIssue, sandboxAt } from '../../tools/stand-ins/sandbox.ts';
import { BOARDS } from './places.ts';
import type { Tally } from './tally.ts';
import { type Rule, ruleOf, type Trouble } from './trouble.ts';

const SANDBOX = 'test/ducalis-sandbox/bin/ducalis-sandbox.mjs';
const ReadySchema = v.object({ url: v.string(), token: v.string() });
const ReportSchema = v.object({ rules: v.array(v.object({ occurred: v.number() })) });
const ScoresSchema = v.object({
  issues: v.record(
    v.string(),
    v.array(
      v.object({
        source: v.nullable(v.string()),
        key: v.string(),
        score: v.object({ total_score: v.nullable(v.number()) }),
      }),
    ),
  ),
});

/** Bulk upserts of the app, single ones of the baselines. */
const HOLD = ['POST', 'PUT'].map((method) => ({
  match: { method, path: '/issues/' },
  times: 1,
  fault: { kind: 'hold' },
}));

export const FOREIGN = 'another-youtrack';
const FIRST_REVISION = 1;
const LAST_REVISION = 2;

export interface StoredIssue extends SandboxIssue {
  readonly board: string;
}

export class Network {
  readonly url: string;
  readonly #control: Rest;
  readonly #stop: () => Promise<void>;
  /** Rules of faults that stay until they are taken back: they come before the troubles. */
  #sticking: readonly Rule[] = [];
  /** As they are set, and the number of rules before theirs. */
  #troubles: readonly Trouble[] = [];
  #before = 0;

  private constructor(url: string, stop: () => Promise<void>) {
    this.url = url;
    this.#control = rest(url, null);
    this.#stop = stop;
  }

  static async start(): Promise<Network> {
    const { ready, stop } = await launch(SANDBOX, ['--port', '0'], ReadySchema);
    return new Network(ready.url, stop);
  }

  close(): Promise<void> {
    return this.#stop();
  }

  /** As at the start, with an issue of somebody else on each board. */
  async reset(): Promise<void> {
    await this.#control.post('sandbox/reset', {});
    this.#troubles = [];
    this.#sticking = [];
    await this.#sendForeign(FIRST_REVISION);
  }

  /** Somebody else sends their issues again: now they are newer than all that was there when the app came. */
  async sendForeignAgain(): Promise<void> {
    await this.#sendForeign(LAST_REVISION);
  }

  async #sendForeign(revision: number): Promise<void> {
    const token = 'somebody-else';
    await this.accept(token);
    for (const board of BOARDS) {
      const issue = { ...foreignIssue(board), revision };
      await rest(`${this.url}/api`, token).put(`boards/${board}/issues/${issue.external_id}`, issue);
    }
    await this.revoke(token);
  }

  async accept(token: string): Promise<void> {
    await this.#control.post('sandbox/tokens', { add: token });
  }

  async revoke(token: string): Promise<void> {
    await this.#control.post('sandbox/tokens', { revoke: token });
  }

  /** Replaces what was set before. */
  async trouble(troubles: readonly Trouble[], now: number, tally: Tally): Promise<void> {
    await this.#countStruck(tally);
    await this.#set([], troubles, now);
  }

  /** Replaces what stuck before. */
  async stick(rules: readonly Rule[], now: number, tally: Tally): Promise<void> {
    await this.#countStruck(tally);
    this.#sticking = rules;
    await this.#set([], this.#troubles, now);
  }

  /** The next call that changes an issue is kept until it is released; then what was set before goes on. */
  async holdNext(now: number, tally: Tally): Promise<void> {
    await this.#countStruck(tally);
    await this.#set(HOLD, this.#troubles, now);
  }

  /** True once a call is held, false when `ended` comes first. */
  async isHeld(ended: Promise<void>): Promise<boolean> {
    const waiting = new AbortController();
    // Broken off below when nothing is held.
    const held = fetch(`${this.url}/sandbox/held`, { signal: waiting.signal }).then(
      () => true,
      () => false,
    );
    const result = await Promise.race([held, ended.then(() => false)]);
    waiting.abort();
    return result;
  }

  /** No further call is held. */
  async release(now: number, tally: Tally): Promise<void> {
    await this.#countStruck(tally);
    await this.#set([], this.#troubles, now);
    await this.#control.post('sandbox/release', {});
  }

  /** Memory is lost, what is stored stays. */
  async restart(): Promise<void> {
    await this.#control.post('sandbox/restart', {});
  }

  /** By id, because an issue of somebody else may have the same key. */
  async vote(
    { board, external_id }: Pick<StoredIssue, 'board' | 'external_id'>,
    votes: Readonly<Record<string, number>>,
  ): Promise<void> {
    await this.#control.post('sandbox/vote', { board: Number(board), external_id, votes });
  }

  async issues(): Promise<readonly StoredIssue[]> {
    const sandbox = sandboxAt(this.url);
    const stored = await Promise.all(
      BOARDS.map(async (board) => (await sandbox.issues(board)).map((issue) => ({ ...issue, board }))),
    );
    return stored.flat();
  }

  /** Total score of each issue of ours that has one, by board and key, as Ducalis shows it. */
  async scores(): Promise<ReadonlyMap<string, number>> {
    const { issues } = v.parse(ScoresSchema, await this.#control.get('sandbox/state'));
    return new Map(
      Object.entries(issues).flatMap(([board, found]) =>
        found.flatMap(({ source, key, score }) =>
          score.total_score === null || source === FOREIGN
            ? []
            : [[`${board} ${key}`, score.total_score] as const],
        ),
      ),
    );
  }

  async #set(first: readonly unknown[], troubles: readonly Trouble[], now: number): Promise<void> {
    const before = [...first, ...this.#sticking];
    const rules = [...before, ...troubles.map((trouble) => ruleOf(trouble, now))];
    await this.#control.post('sandbox/faults', { rules });
    this.#troubles = troubles;
    this.#before = before.length;
  }

  /** Afterwards only what can still strike is left. */
  async #countStruck(tally: Tally): Promise<void> {
    if (this.#troubles.length === 0) return;
    const { rules } = v.parse(ReportSchema, await this.#control.get('sandbox/faults'));
    this.#troubles = this.#troubles.flatMap((trouble, index) => {
      const struck = rules[index + this.#before]?.occurred ?? 0;
      if (struck > 0) tally.count(trouble.name, struck);
      return struck < trouble.times ? [{ ...trouble, times: trouble.times - struck }] : [];
    });
  }
}

export function foreignIssue(board: string) {
  return {
    source: FOREIGN,
    base_url: 'https://youtrack.example.com',
    external_id: `foreign-${board}`,
    key: 'SHOP-1',
    revision: LAST_REVISION,
    name: 'Belongs to somebody else',
    status: 'Open',
  };
}
