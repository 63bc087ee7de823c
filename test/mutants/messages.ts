/** What `npm run mutants` and its processes say to each other. */
import * as v from 'valibot';

/** One run of tests. */
export const OrderSchema = v.object({
  /** Absent: the sources as they are. */
  edit: v.optional(
    v.object({
      /** From the repository's root. */
      file: v.string(),
      start: v.number(),
      end: v.number(),
      replacement: v.string(),
    }),
  ),
  /** Test files, from the repository's root; absent: all. */
  tests: v.optional(v.array(v.string())),
});
export type Order = v.InferOutput<typeof OrderSchema>;

export const AnswerSchema = v.object({
  failed: v.boolean(),
  /** How long each test file took that ran, in milliseconds. */
  durations: v.record(v.string(), v.number()),
  /** Messages of what failed. */
  errors: v.array(v.string()),
});
export type Answer = v.InferOutput<typeof AnswerSchema>;
