/** Two overlapping transactions that schedule a call under the same deduplication key. */
import { expect } from 'vitest';
import { ChangeRejected } from '../../src/engine/types.ts';
import { rule } from './async-probe.ts';
import { worldWith } from './harder-probe.ts';
import { failed, handler, told } from './probe.ts';
import { statement } from './statement.ts';

const CONFLICTS = ['key-conflicts'] as const;
const RAN = 'later: (ctx) => console.log(ctx.load("by"))';
const BY_SUMMARY = "ctx.store('by', ctx.issue.summary);";

/** Two edits that overlap; each schedules a call under the key that this expression is. What became of the first. */
async function twoEdits(harder: readonly 'key-conflicts'[], key: string, replay = true) {
  const w = worldWith(harder, {
    'rule.js': rule(`${BY_SUMMARY} ctx.invokeAsync('later', 1000, ${key});`, RAN),
  });
  w.youTrack.interleave({ replay });
  const first = w.youTrack.edit(w.developer, (tx) => tx.set(w.issue, 'summary', 'A'));
  const outcome = first.then(
    () => null,
    (error: unknown) => error,
  );
  await w.youTrack.edit(w.admin, (tx) => tx.set(w.issue, 'summary', 'B'));
  const error = await outcome;
  await w.youTrack.advance(1_000);
  return { w, error };
}

statement('§15', '?', 'Two transactions that overlap may schedule under the same key (U7)', {
  'the later call replaces the earlier one': async () => {
    const { w, error } = await twoEdits([], "'k'");
    expect([error, told(w)]).toEqual([null, ['A']]);
    expect(w.youTrack.interleaved()).toMatchObject({ refused: 0, keyConflicts: 0 });
  },
  'key-conflicts refuses the later edit as a whole, replayed or run again': async () => {
    for (const replay of [true, false]) {
      const { w, error } = await twoEdits(CONFLICTS, "'k'", replay);
      expect(error).toBeInstanceOf(ChangeRejected);
      expect([told(w), w.get(w.issue, 'summary')]).toEqual([['B'], 'B']);
      expect(w.youTrack.interleaved()).toMatchObject({ overlaps: 1, refused: 1, keyConflicts: 1 });
    }
  },
  'key-conflicts lets other keys pass, and calls without one': async () => {
    for (const key of ['ctx.issue.summary', 'null']) {
      const { w, error } = await twoEdits(CONFLICTS, key);
      expect([error, told(w)]).toEqual([null, expect.arrayContaining(['A', 'B'])]);
    }
  },
  'key-conflicts lets one transaction after the other use a key': async () => {
    const w = worldWith(CONFLICTS, {
      'rule.js': rule(`${BY_SUMMARY} ctx.invokeAsync('later', 1000, 'k');`, RAN),
    });
    w.edit({ summary: 'A' });
    w.edit({ summary: 'B' });
    await w.youTrack.advance(1_000);
    expect(told(w)).toEqual(['B']);
  },
});

/** An edit of the summary begins a chain, whose first function schedules under the key; so does an edit that resolves. */
const CHAIN = rule(
  `if (ctx.issue.becomesResolved) ctx.invokeAsync('later', 1000, 'k');
   else ctx.invokeAsync('begin');`,
  `begin: (ctx) => { ctx.issue.description = 'begun'; ctx.invokeAsync('later', 1000, 'k'); },
   later: () => console.log('later')`,
  "guard: (ctx) => ctx.issue.isChanged('summary') || ctx.issue.becomesResolved,",
);

statement('§15', 'I', 'A function that loses its key is rolled back and logged', {
  'and the user who was first is not disturbed': async () => {
    const w = worldWith(CONFLICTS, { 'rule.js': CHAIN });
    w.edit({ summary: 'Second' });
    w.youTrack.interleave({ replay: true });
    await w.youTrack.advance(1);
    await w.youTrack.edit(w.admin, (tx) => tx.set(w.issue, 'field:State', { ref: w.states.fixed }));
    await w.youTrack.advance(86_400_000);
    expect(w.get(w.issue, 'description')).toBeNull();
    expect(told(w)).toEqual(['later']);
    expect(failed(w)).toEqual([expect.stringMatching(/^begin failed: .*deduplication key k/)]);
  },
});

statement('§15', 'I', 'A transaction that only schedules under a key is one that writes', {
  'so a handler can lose its key, and is answered with 400': async () => {
    const source = handler(
      "method: 'POST', path: 'x', handle: (ctx) => { ctx.invokeAsync('later', 0, 'k'); }",
    );
    const w = worldWith(CONFLICTS, {
      'handler.js': source.replace(
        'endpoints:',
        "asyncFunctions: { later: () => console.log('ran') }, endpoints:",
      ),
    });
    w.youTrack.interleave({ replay: true });
    const answers = await Promise.all([1, 2].map(() => w.call({ method: 'POST', path: 'x' })));
    await w.youTrack.settle();
    expect(answers.map((answer) => answer?.code)).toEqual([400, 200]);
    expect(told(w)).toEqual(['ran']);
  },
});
