/** What can be read off this YouTrack afterwards: script logs, outbound requests, and failures that a test has ordered. */
import type { LogLine, OutboundRequest } from './types.ts';

/** YouTrack's own cache of log lines is bounded too (youtrack-platform §1). */
const MOST_LINES = 10_000;

const MOST_REQUESTS = 10_000;

export class Records {
  private lines: LogLine[] = [];
  private requests: OutboundRequest[] = [];
  private forgotten = 0;
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
    // In one go for many, so that a full record does not make every further request slow.
    if (this.requests.length < 2 * MOST_REQUESTS) return;
    this.forgotten += this.requests.length - MOST_REQUESTS;
    this.requests = this.requests.slice(-MOST_REQUESTS);
  }

  outbound(): readonly OutboundRequest[] {
    return this.requests.slice(-MOST_REQUESTS);
  }

  forgottenOutbound(): number {
    return this.forgotten + Math.max(0, this.requests.length - MOST_REQUESTS);
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
