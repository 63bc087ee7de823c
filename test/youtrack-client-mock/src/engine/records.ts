/** What can be read off this YouTrack afterwards: script logs, outbound requests, and failures that a test has ordered. */
import type { LogLine, OutboundRequest } from './types.ts';

/** YouTrack's own cache of log lines is bounded too (youtrack-platform §1). */
const MOST_LINES = 10_000;

export class Records {
  private lines: LogLine[] = [];
  private readonly requests: OutboundRequest[] = [];
  private readonly faults = new Map<string, number>();

  log(line: LogLine): void {
    this.lines.push(line);
    if (this.lines.length > MOST_LINES) this.lines = this.lines.slice(-MOST_LINES);
  }

  logs(): readonly LogLine[] {
    return [...this.lines];
  }

  /** Log lines are memory (youtrack-platform §1). */
  loseMemory(): void {
    this.lines = [];
  }

  request(request: OutboundRequest): void {
    this.requests.push(request);
  }

  outbound(): readonly OutboundRequest[] {
    return [...this.requests];
  }

  failNext(member: string, times: number): void {
    this.faults.set(member, times);
  }

  takeFault(member: string): boolean {
    const left = this.faults.get(member) ?? 0;
    if (left === 0) return false;
    this.faults.set(member, left - 1);
    return true;
  }
}
