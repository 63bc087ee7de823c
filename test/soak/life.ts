/** One run of a history in which faults stick, or of the same without them; and what is to be known of it afterwards. */
import * as v from 'valibot';
import { act } from './actions.ts';
import { type Carried, type Change, carriedBy, readCalls, type Sent } from './journey.ts';
import type { Difference } from './model.ts';
import { FOREIGN, type Network } from './network.ts';
import { CONNECTED } from './places.ts';
import { hasEmptyProject, passNight, seeThatRulesRun, whatIsWrong } from './rest.ts';
import { clockOf, type History, type Step } from './steps.ts';
import { Stuck, WORD } from './sticking.ts';
import type { Subject } from './subject.ts';
import type { Tally } from './tally.ts';
import { readTruth } from './truth.ts';
import { type Call, World } from './world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export const ANSWER_MS = 500;
const TIME_OUT_MS = 10 * SECOND;

/** By then the first import is over. */
const BEGINNING_MS = 2 * MINUTE;

/** After the end of a fault everything is right within that time. */
export const LONGEST_WAIT_MS = 70 * MINUTE;

/** A result that YouTrack does not show as Ducalis has it. */
export interface WrongScore {
  readonly key: string;
  readonly board: string;
  readonly detail: string;
}

/** What a run came to. */
export interface Told {
  readonly changes: readonly Change[];
  readonly calls: readonly Sent[];
  readonly carried: readonly Carried[];
  /** None in the run without. */
  readonly sticks: readonly Stuck[];
  /** As they were chosen in the end: a fault may keep an administrator from choosing. */
  readonly choices: string;
  readonly endedAt: number;
  readonly wrong: readonly Difference[];
  readonly wrongScores: readonly WrongScore[];
  /** Keys of issues that are listed as needing attention. */
  readonly listed: ReadonlySet<string>;
  /** Whether Health says that a result could not be read. */
  readonly saysUnreadable: boolean;
}

const PlaceSchema = v.object({ idReadable: v.string(), project: v.object({ shortName: v.string() }) });

/** How many issues are taken off their boards, so that a fault of removals meets some. */
const TAKEN_OFF: Readonly<Record<string, number>> = { removals: 1, 'several removals': 4 };

export class Life {
  readonly #changes: Change[] = [];
  #sticks: Stuck[] = [];
  #notes = 0;

  private constructor(
    private readonly world: World,
    private readonly isStuck: boolean,
  ) {}

  /** Lives through the history, to the end of the longest wait. */
  static async of(
    network: Network,
    subject: Subject,
    history: History,
    how: { readonly isStuck: boolean; readonly tally: Tally },
  ): Promise<Told> {
    let answerMs = (_call: Call, _now: number): number => ANSWER_MS;
    const world = await World.open(network, subject, how.tally, {
      clock: clockOf(history),
      callMs: (call, now) => answerMs(call, now),
    });
    try {
      const life = new Life(world, how.isStuck);
      answerMs = (call, now) => life.answerMs(call, now);
      await world.pass(BEGINNING_MS);
      for (const step of history) await life.act(step);
      await life.endSticking();
      await life.pass(LONGEST_WAIT_MS);
      if (await hasEmptyProject(world)) {
        await seeThatRulesRun(world);
        await passNight(world);
      }
      world.checkLogs();
      world.checkEdits();
      return await life.told();
    } finally {
      await world.close();
    }
  }

  private get now(): number {
    return this.world.server.youTrack.now();
  }

  private answerMs({ method, url, body, exception }: Call, now: number): number {
    if (exception === null) return ANSWER_MS;
    const head = { method, path: new URL(url).pathname, body: body ?? '' };
    const timesOut = this.#sticks.some((one) => one.isTimeOut && one.strikesAt(now, head));
    return timesOut ? TIME_OUT_MS : ANSWER_MS;
  }

  private async act(step: Step): Promise<void> {
    const { world } = this;
    switch (step.do) {
      case 'pass':
        return this.pass(step.ms);
      case 'sleep':
        return world.sleep(() => this.pass(step.ms));
      case 'create':
        await world.create(step.project, { summary: this.nextNote(false) });
        return this.noted(world.living.at(-1) ?? '');
      case 'note':
        return this.onLiving(step.issue, (id) => this.note(id, step.word));
      case 'delete':
      case 'restrict':
        return this.onLiving(step.issue, (id) => this.takeOff(id, step));
      case 'move':
        return this.onLiving(step.issue, (id) => this.move(id, step));
      case 'stick':
        return this.onLiving(step.issue, (id) => this.stick(id, step));
      case 'voteFor':
        return this.onLiving(step.issue, (id) => this.vote(id));
      default:
        return act(world, step);
    }
  }

  private async onLiving(pick: number, work: (id: string) => Promise<void>): Promise<void> {
    const { living } = this.world;
    const id = living[pick % Math.max(1, living.length)];
    if (id !== undefined) await work(id);
  }

  private nextNote(hasWord: boolean): string {
    this.#notes += 1;
    return `Change ${this.#notes}${hasWord ? ` ${WORD}` : ''}`;
  }

  private async note(id: string, hasWord: boolean): Promise<void> {
    const summary = this.nextNote(hasWord);
    await this.world.edit(() => this.world.editor.post(`issues/${id}`, { summary }));
    await this.noted(id);
  }

  private noted(id: string): Promise<void> {
    return this.changed(id, { kind: 'note', number: this.#notes });
  }

  private async changed(issue: string, what: Change['what']): Promise<void> {
    const { key } = await this.placeOf(issue);
    this.#changes.push({ issue, key, at: this.now, what });
  }

  /** A change before the issue is gone. */
  private async takeOff(id: string, step: Step): Promise<void> {
    await this.changed(id, { kind: 'gone' });
    await act(this.world, step);
  }

  private async move(id: string, step: Extract<Step, { do: 'move' }>): Promise<void> {
    const before = await this.placeOf(id);
    if (before.project === step.to) return;
    await act(this.world, step);
    const last = this.#changes.filter(({ issue }) => issue === id).at(-1)?.what;
    const isConnected = CONNECTED.some((key) => key === step.to);
    if (!isConnected)
      this.#changes.push({ issue: id, key: before.key, at: this.now, what: { kind: 'gone' } });
    else if (last !== undefined && last.kind !== 'gone') {
      await this.changed(id, { kind: 'move', number: last.number });
    }
  }

  /** The issue that the fault may stick to is changed so that it meets it. */
  private async stick(id: string, { sticking, issue }: Extract<Step, { do: 'stick' }>): Promise<void> {
    const { world } = this;
    if (this.isStuck) {
      const { key } = await this.placeOf(id);
      const stored = (await world.network.issues()).find((one) => one.key === key);
      const target = { key, externalId: stored?.external_id ?? null, board: sticking.board };
      const until = sticking.lastsMs === null ? Number.POSITIVE_INFINITY : this.now + sticking.lastsMs;
      this.#sticks.push(new Stuck(sticking, target, this.now, until));
      await this.setSticking();
    }
    await this.note(id, sticking.place === 'text');
    if (sticking.place === 'result') await this.vote(id);
    for (let pick = issue; pick < issue + (TAKEN_OFF[sticking.place] ?? 0); pick += 1) {
      await this.onLiving(pick, (one) => this.takeOff(one, { do: 'restrict', issue: pick, on: true }));
    }
  }

  private setSticking(): Promise<void> {
    const { world, now } = this;
    const rules = this.#sticks.filter((one) => one.isOn(now)).map(({ rule }) => rule);
    return world.network.stick(rules, now, world.tally);
  }

  /** Faults end when they are to. */
  private async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    const ends = this.#sticks.map(({ until }) => until).filter((until) => until > this.now && until <= end);
    for (const until of ends.sort((one, other) => one - other)) {
      await this.world.pass(until - this.now);
      await this.setSticking();
    }
    await this.world.pass(end - this.now);
  }

  /** What is to end, ends now. */
  private async endSticking(): Promise<void> {
    const { now } = this;
    this.#sticks = this.#sticks.map((one) =>
      one.until > now && Number.isFinite(one.until) ? one.endingAt(now) : one,
    );
    await this.setSticking();
  }

  private async vote(id: string): Promise<void> {
    const { key } = await this.placeOf(id);
    const own = (await this.world.network.issues()).find((one) => one.key === key && one.source !== FOREIGN);
    if (own === undefined) return;
    const criteria = own.board === '1' ? ['reach', 'revenue', 'effort'] : ['reliability', 'effort'];
    const points = 1 + (this.#notes % 3);
    await this.world.network.vote(own, Object.fromEntries(criteria.map((one) => [one, points])));
  }

  private async placeOf(id: string): Promise<{ readonly key: string; readonly project: string }> {
    const found = await this.world.admin.get(`issues/${id}?fields=idReadable,project(shortName)`);
    const { idReadable, project } = v.parse(PlaceSchema, found);
    return { key: idReadable, project: project.shortName };
  }

  private async told(): Promise<Told> {
    const { world } = this;
    const calls = readCalls(world.server.youTrack.outbound());
    const wrong = await whatIsWrong(world);
    return {
      changes: this.#changes,
      calls,
      carried: carriedBy(calls, this.#sticks),
      sticks: this.#sticks,
      choices: JSON.stringify([...world.choices].sort()),
      endedAt: this.now,
      wrong,
      ...(await this.shown(new Set(wrong.map(({ key }) => key)))),
    };
  }

  /** What people see of issues. @param wrong keys of those that are not in Ducalis as they should be. */
  private async shown(
    wrong: ReadonlySet<string>,
  ): Promise<Pick<Told, 'wrongScores' | 'listed' | 'saysUnreadable'>> {
    const { admin, subject, network, choices } = this.world;
    const scores = await network.scores();
    const boards = new Map<string, string>([...choices].map(([project, { board }]) => [project, board]));
    const wrongScores: WrongScore[] = [];
    const listed = new Set<string>();
    for (const { id, idReadable: key, project } of await readTruth(admin)) {
      const board = boards.get(project.shortName);
      if (board === undefined) continue;
      const { needsAttention, totalScore } = await subject.panel(admin, id);
      if (needsAttention) listed.add(key);
      const score = scores.get(`${board} ${key}`);
      if (score === undefined || score === totalScore || wrong.has(key)) continue;
      wrongScores.push({ key, board, detail: `${key} shows ${totalScore}, and Ducalis has ${score}` });
    }
    return { wrongScores, listed, saysUnreadable: await subject.saysUnreadable(admin) };
  }
}
