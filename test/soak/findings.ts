/** What the processes of a soak tell each other. */
import * as v from 'valibot';

export const OrderSchema = v.object({
  app: v.string(),
  seed: v.number(),
  runs: v.number(),
  path: v.nullable(v.string()),
  harder: v.boolean(),
});
export type Order = v.InferOutput<typeof OrderSchema>;

const DamageSchema = v.object({ lost: v.number(), doubled: v.number(), stale: v.number() });
export const FindingsSchema = v.object({
  occurred: v.record(v.string(), v.number()),
  damage: v.record(v.string(), DamageSchema),
  /** In words. */
  failure: v.nullable(v.string()),
});
export type Findings = v.InferOutput<typeof FindingsSchema>;
