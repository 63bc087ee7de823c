/** What becomes of a call that an async function schedules although it has written nothing. */
import { expect } from 'vitest';
import { receiver, type World } from '../engine/world.ts';
import { rule } from './async-probe.ts';
import { PROPERTIES, worldWith } from './harder-probe.ts';
import { API, failed, told, warned } from './probe.ts';
import { statement } from './statement.ts';

const DROPPED = ['dropped-calls'] as const;
const SEND = `new http.Connection('${API}').getAsync('/', [], 'answered');`;

/** A world in which an edit schedules `step`, which does this. */
async function stepped(harder: readonly 'dropped-calls'[], step: string): Promise<World> {
  const stand = await receiver((_, response) => response.end('1'));
  const functions = `step: (ctx) => { ${step} }, next: () => console.log('next'),
    answered: (ctx) => console.log('answered', ctx.response.code)`;
  const w = worldWith(
    harder,
    { 'rule.js': rule(`${PROPERTIES}.note = 'here'; ctx.invokeAsync('step');`, functions) },
    { hostMap: stand.hostMap },
  );
  w.edit({ summary: 'Second' });
  await w.youTrack.settle();
  return w;
}

statement('§15', '?', 'An async function that has written nothing may call on (U1)', {
  'by invokeAsync and by HTTP': async () => {
    expect(told(await stepped([], "ctx.invokeAsync('next');"))).toEqual(['next']);
    expect(told(await stepped([], SEND))).toEqual(['answered 200']);
  },
  'dropped-calls drops the call without a word': async () => {
    for (const call of ["ctx.invokeAsync('next');", SEND]) {
      const w = await stepped(DROPPED, call);
      expect([told(w), warned(w), failed(w)]).toEqual([[], [], []]);
      expect(w.youTrack.outbound()).toEqual([]);
    }
  },
  'an equal value is no write': async () => {
    expect(told(await stepped(DROPPED, `${PROPERTIES}.note = 'here'; ${SEND}`))).toEqual([]);
    const back = `${PROPERTIES}.note = 'there'; ${PROPERTIES}.note = 'here'; ${SEND}`;
    expect(told(await stepped(DROPPED, back))).toEqual([]);
  },
  'a new value lets it through': async () => {
    expect(told(await stepped(DROPPED, `${PROPERTIES}.note = 'there'; ${SEND}`))).toEqual(['answered 200']);
    expect(told(await stepped(DROPPED, `${PROPERTIES}.count = 1; ctx.invokeAsync('next');`))).toEqual([
      'next',
    ]);
  },
});
