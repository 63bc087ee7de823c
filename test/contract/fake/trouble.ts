/** Issues that fail whenever they are sent, in a life in which all else passes. */
import type { HttpAnswer } from '../../../src/domain/exchange.ts';
import type { ConnectedYouTrack } from './connected.ts';
import type { FakeIssue } from './issue.ts';
import { Life } from './life.ts';
import { Arrivals, carries, FAST } from './life-ducalis.ts';
import type { Sent } from './youtrack.ts';

/** So many issues of the project, on its board as they are. */
export function issuesOf(youTrack: ConnectedYouTrack, count: number): readonly FakeIssue[] {
  return Array.from({ length: count }, (_, at) => youTrack.sentIssue(`DEMO-${at + 1}`));
}

/** Every call that carries one of the issues fails so, until the end. */
export class Trouble {
  isOver = false;
  readonly arrivals: Arrivals;
  readonly life: Life;

  constructor(
    readonly youTrack: ConnectedYouTrack,
    given: HttpAnswer,
    keys: readonly string[],
    afterMs = FAST,
  ) {
    const isBad = (sent: Sent): boolean => keys.some((key) => carries(key)(sent));
    this.arrivals = new Arrivals((sent) => (!this.isOver && isBad(sent) ? { answer: given, afterMs } : null));
    this.life = new Life(youTrack, this.arrivals.ducalis);
  }

  callsWith(key: string): number {
    return this.life.calls.filter(({ sent }) => carries(key)(sent)).length;
  }

  hasArrived(text: string): boolean {
    return this.arrivals.at.has(text);
  }
}
