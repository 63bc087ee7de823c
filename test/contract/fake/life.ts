/**
 * Lets time go by in the YouTrack in memory: what was scheduled runs, calls are answered by a Ducalis of the test, and the
 * minute's rule runs for every project. In virtual time, so that a day takes milliseconds.
 */
import { isTickDue, tick } from '../../../src/app/round/tick.ts';
import type { HttpAnswer } from '../../../src/domain/exchange.ts';
import type { ConnectedYouTrack, Followed } from './connected.ts';
import type { FakeIssue, FakeIssueOptions } from './issue.ts';
import type { Scheduled, Sent } from './youtrack.ts';

/** What Ducalis answers, and after how many milliseconds. */
export interface Reply {
  readonly answer: HttpAnswer;
  readonly afterMs: number;
}

interface Event {
  readonly at: number;
  readonly order: number;
  run(): void;
}

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;

export class Life {
  /** Every call, with the time at which it was made, and the project that made it. */
  readonly calls: { readonly at: number; readonly sent: Sent; readonly project: string }[] = [];
  /** Keys of projects for which no rule runs: they are archived, empty or detached. */
  readonly stopped = new Set<string>();
  private readonly events: Event[] = [];
  private order = 0;
  /** How far the clock of YouTrack is ahead of the time that goes by. */
  private ahead = 0;

  constructor(
    readonly youTrack: ConnectedYouTrack,
    private readonly ducalis: (sent: Sent, now: number, youTrack: ConnectedYouTrack) => Reply,
  ) {
    this.everyMinute();
  }

  /** A person edits the issue, now. */
  edit(issue: FakeIssue, changes?: Pick<FakeIssueOptions, 'summary' | 'fields'>): void {
    const scheduled = this.youTrack.edit(issue, changes);
    if (scheduled !== null) this.schedule(scheduled, 0, issue);
  }

  /** What a test has let happen in the YouTrack goes on. */
  follow({ scheduled, sent }: Followed, project: string, hop = 0): void {
    if (scheduled !== null) this.schedule(scheduled, hop);
    if (sent !== null) this.call(sent, project, hop);
  }

  /** Lets so many milliseconds go by. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const next = this.next();
      if (next === null || next.at > end) break;
      this.events.splice(this.events.indexOf(next), 1);
      this.time = next.at;
      next.run();
    }
    this.time = end;
  }

  /** The clock of YouTrack is wrong from now on by so many milliseconds; 0: it is put right. */
  setClock(ahead: number): void {
    const { time } = this;
    this.ahead = ahead;
    this.time = time;
  }

  /** The clock is put forward or back: what was to happen in a minute still happens in a minute. */
  putClock(ms: number): void {
    this.setClock(this.ahead + ms);
  }

  /** What really goes by, whatever the clock says. */
  private get time(): number {
    return this.youTrack.now - this.ahead;
  }

  private set time(time: number) {
    this.youTrack.now = time + this.ahead;
  }

  /** Does something at a later time, in milliseconds from now. */
  at(ms: number, run: () => void): void {
    this.add(this.time + ms, run);
  }

  private next(): Event | null {
    const [first] = [...this.events].sort((a, b) => a.at - b.at || a.order - b.order);
    return first ?? null;
  }

  private add(at: number, run: () => void): void {
    this.order += 1;
    this.events.push({ at, order: this.order, run });
  }

  private everyMinute(): void {
    const { youTrack } = this;
    this.add((Math.floor(this.time / MINUTE) + 1) * MINUTE, () => {
      for (const project of youTrack.projects.values()) {
        if (this.stopped.has(project.key) || !isTickDue(youTrack.now, project)) continue;
        tick(youTrack.execution(), project);
        this.follow(youTrack.take(), project.key);
      }
      this.everyMinute();
    });
  }

  private schedule(scheduled: Scheduled, hop: number, subject?: FakeIssue): void {
    this.add(this.time + scheduled.delayMs, () => {
      const given = { hop: hop + 1, ...(subject === undefined ? {} : { subject }) };
      this.follow(this.youTrack.run({ ...scheduled, delayMs: 0 }, given), scheduled.project, hop + 1);
    });
  }

  private call(sent: Sent, project: string, hop: number): void {
    this.calls.push({ at: this.youTrack.now, sent, project });
    const { answer, afterMs } = this.ducalis(sent, this.youTrack.now, this.youTrack);
    this.add(this.time + afterMs, () => {
      this.follow(this.youTrack.answer(sent, answer, { hop: hop + 1, project }), project, hop + 1);
    });
  }
}
