/** Two overlapping transactions that write the same extension property, which had no value before. */
import { expect } from 'vitest';
import { ChangeRejected } from '../../src/engine/types.ts';
import { packageOf, type World } from '../engine/world.ts';
import { start } from '../rest/support/world.ts';
import { EXTENSIONS, PROPERTIES, worldWith } from './harder-probe.ts';
import { failed, handler, onChange, onSchedule } from './probe.ts';
import { statement } from './statement.ts';

const UNIQUE = ['unique-values'] as const;
const NOTE = `${PROPERTIES}.note = ctx.issue.summary;`;
const ANSWER = {
  error: 'invalid_properties',
  error_description: 'Value should be unique',
  error_children: [
    {
      error: 'PluggedStringAttribute-is-invalid',
      error_description: 'Value should be unique',
      error_developer_message: 'Value should be unique',
    },
  ],
};

const noted = (w: World) => w.get(w.issue, 'ext:demo-app:note') ?? null;

/** Two edits that overlap, each of which makes a rule do this; what became of the first. */
async function twoEdits(w: World, replay = true): Promise<unknown> {
  w.youTrack.interleave({ replay });
  const first = w.youTrack.edit(w.developer, (tx) => tx.set(w.issue, 'summary', 'A'));
  const told = first.then(
    () => null,
    (error: unknown) => error,
  );
  await w.youTrack.edit(w.admin, (tx) => tx.set(w.issue, 'summary', 'B'));
  return told;
}

statement(
  '§15',
  '?',
  'Of two overlapping transactions that fill an empty property the later one wins (U18)',
  {
    'and the other value is lost': async () => {
      const w = worldWith([], { 'rule.js': onChange(NOTE) });
      expect(await twoEdits(w)).toBeNull();
      expect(noted(w)).toBe('A');
      expect(w.youTrack.interleaved()).toMatchObject({ conflicts: 1, refused: 0, notUnique: 0 });
    },
    'unique-values refuses it as a whole, replayed or run again': async () => {
      for (const replay of [true, false]) {
        const w = worldWith(UNIQUE, { 'rule.js': onChange(NOTE) });
        expect(await twoEdits(w, replay)).toBeInstanceOf(ChangeRejected);
        expect([noted(w), w.get(w.issue, 'summary')]).toEqual(['B', 'B']);
        expect(w.youTrack.interleaved()).toMatchObject({ overlaps: 1, refused: 1, notUnique: 1 });
      }
    },
    'unique-values refuses one that null had cleared, and numbers too': async () => {
      const w = worldWith(UNIQUE, {
        'rule.js': onChange(`${PROPERTIES}.count = ctx.issue.summary === 'A' ? 1 : 2;`),
      });
      w.youTrack.administer(w.admin, (tx) => tx.set(w.issue, 'ext:demo-app:count', 0));
      w.youTrack.administer(w.admin, (tx) => tx.set(w.issue, 'ext:demo-app:count', null));
      expect(await twoEdits(w)).toBeInstanceOf(ChangeRejected);
      expect(w.youTrack.interleaved()).toMatchObject({ notUnique: 1 });
    },
    'unique-values leaves a property that was set to the later one': async () => {
      const w = worldWith(UNIQUE, { 'rule.js': onChange(NOTE) });
      w.edit({ summary: 'Before' });
      expect(await twoEdits(w)).toBeNull();
      expect(noted(w)).toBe('A');
      expect(w.youTrack.interleaved()).toMatchObject({ conflicts: 1, refused: 0 });
    },
    'unique-values leaves alone what only one wrote, references, and what is no extension': async () => {
      const other = onChange(`if (ctx.issue.summary === 'A') { ${NOTE} } else { ${PROPERTIES}.count = 1; }`);
      const peer = onChange(`${PROPERTIES}.peer = ctx.issue; ctx.issue.description = ctx.issue.summary;`);
      for (const source of [other, peer]) {
        const w = worldWith(UNIQUE, { 'rule.js': source });
        expect(await twoEdits(w)).toBeNull();
        expect(w.youTrack.interleaved()).toMatchObject({ overlaps: 1, refused: 0 });
      }
    },
  },
);

/** An app whose rule and whose handler note the summary of an issue. */
const APP = packageOf({
  'entity-extensions.json': EXTENSIONS,
  'rule.js': onChange(NOTE),
  'handler.js': handler(
    `method: 'POST', path: 'x', scope: 'ISSUE', handle: (ctx) => { ${PROPERTIES}.note = ctx.request.body; }`,
  ),
});

statement('§15', 'O', 'The one that loses is answered with 400 `invalid_properties`', {
  'an edit over REST, which meets a handler, and the other way round': async () => {
    const { server, as, idAt } = await start({ apps: [APP], harder: UNIQUE });
    server.youTrack.apps.attach('demo-app', await idAt('admin/projects/DEMO'));
    const edit = () => as('admin').post('issues/DEMO-1', { summary: 'Edited' });
    const ask = () => as('admin').post('issues/DEMO-1/extensionEndpoints/demo-app/handler/x', 'asked');
    for (const [loser, winner] of [
      [edit, ask],
      [ask, edit],
    ] as const) {
      const issue = await idAt('issues/DEMO-1');
      server.youTrack.administer('', (tx) => tx.set(issue, 'ext:demo-app:note', null));
      server.youTrack.interleave({ replay: true });
      const lost = loser();
      await expect.poll(() => server.youTrack.interleaved().held).toBe(true);
      expect((await winner()).status).toBe(200);
      const { status, body } = await lost;
      expect([status, body]).toEqual([400, ANSWER]);
    }
  },
});

statement('§15', 'I', 'What loses without a user is rolled back and logged', {
  'an async function': async () => {
    const w = worldWith(UNIQUE, {
      'rule.js': onChange(
        "ctx.invokeAsync('later');",
        `guard: (ctx) => ctx.issue.isChanged('summary'),
         asyncFunctions: { later: (ctx) => { ctx.issue.description = 'later'; ${PROPERTIES}.note = 'later'; } },`,
      ),
      'other.js': onChange(`${PROPERTIES}.note = 'edit';`, 'guard: (ctx) => ctx.issue.becomesResolved,'),
    });
    w.edit({ summary: 'Second' });
    w.youTrack.interleave({ replay: true });
    await w.youTrack.advance(1);
    await w.youTrack.edit(w.admin, (tx) => tx.set(w.issue, 'field:State', { ref: w.states.fixed }));
    await w.youTrack.advance(86_400_000);
    expect([noted(w), w.get(w.issue, 'description')]).toEqual(['edit', null]);
    expect(failed(w)).toEqual([expect.stringMatching(/^later failed: .*Value should be unique/)]);
  },
  'a scheduled rule': async () => {
    const w = worldWith(UNIQUE, {
      'tick.js': onSchedule(`ctx.issue.description = 'tick'; ${PROPERTIES}.note = 'tick';`),
      'other.js': onChange(`${PROPERTIES}.note = 'edit';`),
    });
    w.youTrack.interleave({ replay: true });
    await w.youTrack.advance(30_000);
    await w.youTrack.edit(w.admin, (tx) => tx.set(w.issue, 'summary', 'Second'));
    await w.youTrack.settle();
    expect([noted(w), w.get(w.issue, 'description')]).toEqual(['edit', null]);
    expect(failed(w)).toEqual([`it failed on ${w.issue}: Value should be unique`]);
  },
});
