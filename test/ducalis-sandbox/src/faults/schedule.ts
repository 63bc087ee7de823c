/** A seeded schedule of faults: which call is spoiled, and how. The same seed and calls give the same faults. */
import * as v from 'valibot';

const Milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600_000));

const Fault = v.variant('kind', [
  /** Answers so without handling the call. */
  v.strictObject({
    kind: v.literal('status'),
    status: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
    /** The header `Retry-After`: seconds or an HTTP date. */
    retryAfter: v.optional(v.union([v.pipe(v.number(), v.minValue(0)), v.string()])),
    /** A page instead of JSON; a text: this one. */
    html: v.optional(v.union([v.boolean(), v.string()])),
  }),
  /** Waits, then handles the call. */
  v.strictObject({ kind: v.literal('delay'), ms: Milliseconds }),
  /** Destroys the connection before or after the call is handled. */
  v.strictObject({ kind: v.literal('drop'), when: v.picklist(['before', 'after']) }),
  /** Handles the call, sends half of the answer and destroys the connection. */
  v.strictObject({ kind: v.literal('truncate') }),
  /** Handles the call and answers with a body that is no JSON, under the header of one. */
  v.strictObject({ kind: v.literal('malformed') }),
  /** Handles the call and sends the answer in ten pieces, spread over the time. */
  v.strictObject({ kind: v.literal('drip'), ms: Milliseconds }),
  /** Handles the call twice, the second time without its idempotency key, and answers what came second. */
  v.strictObject({ kind: v.literal('duplicate') }),
  /** Refuses the items of a bulk call whose JSON contains the regular expression, and handles the others. */
  v.strictObject({
    kind: v.literal('refuse'),
    items: v.pipe(v.string(), v.check(isExpression, 'not a regular expression')),
    status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
    error: v.optional(v.string()),
  }),
  /** Handles the call and answers `as` in the place of each item whose JSON contains the regular expression. */
  v.strictObject({
    kind: v.literal('garble'),
    items: v.pipe(v.string(), v.check(isExpression, 'not a regular expression')),
    as: v.unknown(),
  }),
  /** Keeps the call until it is released, then handles it. */
  v.strictObject({ kind: v.literal('hold') }),
  /** Destroys the connection and handles the call only after as many later ones: it is overtaken. */
  v.strictObject({ kind: v.literal('late'), calls: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
]);

const Expression = v.optional(v.pipe(v.string(), v.check(isExpression, 'not a regular expression')));

export const FaultScheduleSchema = v.strictObject({
  seed: v.optional(v.pipe(v.number(), v.integer()), 1),
  rules: v.array(
    v.strictObject({
      match: v.optional(
        v.strictObject({
          method: v.optional(v.string()),
          /** A regular expression that the path, with `/api` and without the query, contains. */
          path: Expression,
          /** A regular expression that the body contains: of calls that carry a certain issue, for one. */
          body: Expression,
        }),
        {},
      ),
      /** How often the rule may strike; without it there is no limit. */
      times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
      probability: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 1),
      fault: Fault,
    }),
  ),
});

export type FaultSchedule = v.InferInput<typeof FaultScheduleSchema>;
export type Fault = v.InferOutput<typeof Fault>;
type Rule = v.InferOutput<typeof FaultScheduleSchema>['rules'][number];

/** One name for each way to fail: `drop` is two of them. */
export type FaultName = Exclude<Fault['kind'], 'drop'> | 'drop-before' | 'drop-after';

export interface FaultReport {
  readonly seed: number;
  readonly rules: readonly (Rule & { readonly occurred: number })[];
  /** Since the start or the last reset, over all schedules. */
  readonly occurred: Readonly<Record<FaultName, number>>;
}

export class Faults {
  #seed = 1;
  #random: () => number = mulberry32(1);
  #rules: {
    readonly rule: Rule;
    readonly path: RegExp | null;
    readonly body: RegExp | null;
    occurred: number;
  }[] = [];
  #occurred = noFaults();

  /** @throws v.ValiError when the schedule is malformed; what was set stays then. */
  replace(schedule: unknown): void {
    const { seed, rules } = v.parse(FaultScheduleSchema, schedule);
    this.#seed = seed;
    this.#random = mulberry32(seed);
    this.#rules = rules.map((rule) => ({
      rule,
      path: rule.match.path === undefined ? null : new RegExp(rule.match.path),
      body: rule.match.body === undefined ? null : new RegExp(rule.match.body),
      occurred: 0,
    }));
  }

  clear(): void {
    this.replace({ rules: [] });
  }

  clearCounts(): void {
    this.#occurred = noFaults();
  }

  /**
   * The fault that this call is to meet, counted as occurred: the first rule that matches and strikes.
   *
   * @param body is read only where a rule looks at it.
   */
  strike(method: string, path: string, body: () => string): Fault | null {
    for (const entry of this.#rules) {
      const { match, times, probability, fault } = entry.rule;
      if (match.method !== undefined && match.method.toUpperCase() !== method) continue;
      if (entry.path && !entry.path.test(path)) continue;
      if (entry.body && !entry.body.test(body())) continue;
      if (times !== undefined && entry.occurred >= times) continue;
      if (probability < 1 && this.#random() >= probability) continue;
      entry.occurred += 1;
      this.#occurred[faultName(fault)] += 1;
      return fault;
    }
    return null;
  }

  report(): FaultReport {
    return {
      seed: this.#seed,
      rules: this.#rules.map(({ rule, occurred }) => ({ ...rule, occurred })),
      occurred: { ...this.#occurred },
    };
  }
}

export function faultName(fault: Fault): FaultName {
  if (fault.kind !== 'drop') return fault.kind;
  return fault.when === 'before' ? 'drop-before' : 'drop-after';
}

function noFaults(): Record<FaultName, number> {
  return {
    status: 0,
    delay: 0,
    'drop-before': 0,
    'drop-after': 0,
    truncate: 0,
    malformed: 0,
    drip: 0,
    duplicate: 0,
    refuse: 0,
    garble: 0,
    hold: 0,
    late: 0,
  };
}

function isExpression(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}

/** The small generator of that name by Tommy Ettinger (public domain): 32 bits of state, numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
