/** Every way in which Ducalis or the network misbehaves in a history, under the names that the report uses. */

import type { FaultSchedule } from 'ducalis-sandbox';
import fc from 'fast-check';

export type Rule = FaultSchedule['rules'][number];
export type Fault = Rule['fault'];

const STATUSES = [400, 401, 403, 404, 408, 409, 410, 422, 425, 429, 500, 502, 503, 504] as const;

const status = (code: number, more: Partial<Extract<Fault, { kind: 'status' }>> = {}): Fault => ({
  kind: 'status',
  status: code,
  ...more,
});

const DATED = 'Retry-After as a date';
const DATED_WAIT_MS = 150_000;

const FAULTS = {
  ...Object.fromEntries(STATUSES.map((code) => [`status ${code}`, status(code)])),
  'Retry-After in seconds': status(429, { retryAfter: 90 }),
  [DATED]: status(503),
  'page with 200': status(200, { html: true }),
  'page with 502': status(502, { html: true }),
  delay: { kind: 'delay', ms: 5 },
  'no answer, not handled': { kind: 'drop', when: 'before' },
  'no answer, but handled': { kind: 'drop', when: 'after' },
  truncated: { kind: 'truncate' },
  malformed: { kind: 'malformed' },
  'slow drip': { kind: 'drip', ms: 10 },
  duplicate: { kind: 'duplicate' },
  overtaken: { kind: 'late', calls: 2 },
} satisfies Record<string, Fault>;

export const TROUBLES: readonly string[] = Object.keys(FAULTS);

/** Which calls it befalls. */
const PLACES = {
  upserts: { method: 'POST', path: '/issues/bulk$' },
  removals: { method: 'DELETE' },
  'several removals': { method: 'POST', path: '/issues/bulk$', body: '"removed":true' },
  feed: { method: 'GET', path: '/issues$' },
  any: {},
} as const;

export interface Trouble {
  readonly name: string;
  readonly where: keyof typeof PLACES;
  readonly times: number;
}

export const arbitraryTrouble: fc.Arbitrary<Trouble> = fc.record({
  name: fc.constantFrom(...TROUBLES),
  where: fc.constantFrom('upserts', 'upserts', 'upserts', 'removals', 'several removals', 'any', 'feed'),
  times: fc.integer({ min: 1, max: 2 }),
});

/** @param now of the emulator's clock, for a `Retry-After` that names a date. */
export function ruleOf({ name, where, times }: Trouble, now: number): Rule {
  const fault = new Map<string, Fault>(Object.entries(FAULTS)).get(name);
  if (fault === undefined) throw new Error(`There is no trouble "${name}"`);
  const date = new Date(now + DATED_WAIT_MS).toUTCString();
  return { match: PLACES[where], times, fault: name === DATED ? status(503, { retryAfter: date }) : fault };
}
