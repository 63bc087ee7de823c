/** What the `search` function of a scheduled rule can find out. */
import { expect } from 'vitest';
import type { World } from '../engine/world.ts';
import { PROPERTIES, worldWith } from './harder-probe.ts';
import { failed, onChange, onSchedule, told } from './probe.ts';
import { statement } from './statement.ts';

const BY_PROPERTY = 'entities.Issue.findByExtensionProperties({ note: "x" }).size';
const BY_QUERY =
  'search.search(ctx.project, { query: "", extensionPropertiesQuery: { note: "x" } }, ctx.currentUser).size';
const LOOK = `console.log(${BY_PROPERTY}, ${BY_QUERY});`;

/** A world whose search function does this, one minute later; DEMO-1 has the note x, and so has its project. */
async function searched(harder: readonly 'blind-searches'[], search: string, action = ''): Promise<World> {
  const w = worldWith(harder, {
    'edit.js': onChange(`${PROPERTIES}.note = 'x'; ctx.project.extensionProperties.note = 'of the project';`),
    'tick.js': onSchedule(action, `search: (ctx) => { ${search} return 'issue id: DEMO-1'; },`),
  });
  w.edit({ summary: 'Second' });
  await w.youTrack.advance(60_000);
  return w;
}

statement('§15', '?', 'A search function can look up extension properties (U2)', {
  'by both ways': async () => {
    expect(told(await searched([], LOOK))).toEqual(['1 1']);
  },
  'blind-searches finds nothing there, without an error': async () => {
    const w = await searched(['blind-searches'], LOOK);
    expect([told(w), failed(w)]).toEqual([['0 0'], []]);
  },
  'other searches find what they find, and the action is not blind': async () => {
    const w = await searched(
      ['blind-searches'],
      'console.log(search.search(ctx.project, "summary: Second", ctx.currentUser).size);',
      LOOK,
    );
    expect(told(w)).toEqual(['1', '1 1']);
  },
});

statement('§15', 'S', 'A search function is given the project, with its issues and extension properties', {
  'on either side of U2': async () => {
    const read =
      'console.log(ctx.project.key, ctx.project.issues.size, ctx.project.extensionProperties.note);';
    for (const harder of [[], ['blind-searches']] as const) {
      expect(told(await searched(harder, read))).toEqual(['DEMO 1 of the project']);
    }
  },
});
