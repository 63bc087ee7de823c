/** What a widget learns of a call that a handler refused, in real Chromium. */
import { expect } from 'vitest';
import { outcome } from '../pages/support/visitor.ts';
import { useVisitor } from '../pages/support/visits.ts';
import { statement } from './statement.ts';

const visitor = useVisitor();
const bare = useVisitor({ harder: ['bare-errors'] });

const REFUSED = "host.fetchApp('global/refuse', { method: 'POST', body: { a: 1 } })";

const askedBy = async (who: typeof visitor, call: string): Promise<unknown> =>
  outcome(await who().openWidget('/issue/DEMO-1', 'panel'), call);

statement('§15', '?', 'A failed `fetchApp` call tells a widget status and data (U16)', {
  'with the body of the handler': async () => {
    expect(await askedBy(visitor, REFUSED)).toMatchObject({
      reason: { status: 422, data: { error: { code: 'no' } } },
    });
  },
  'bare-errors leaves both out': async () => {
    for (const call of [REFUSED, "host.fetchApp('nowhere/x', {})"]) {
      expect(await askedBy(bare, `${call}.catch((e) => { throw { ...e, message: e.message }; })`)).toEqual({
        reason: { message: 'The request failed' },
      });
    }
  },
  'bare-errors leaves answers of handlers and failures of REST as they are': async () => {
    expect(await askedBy(bare, "host.fetchApp('issue/where', { scope: true })")).toEqual({
      value: { issue: 'DEMO-1' },
    });
    expect(await askedBy(bare, "host.fetchYouTrack('issues/DEMO-99')")).toMatchObject({
      reason: { status: 404, data: { error: 'Not Found' } },
    });
  },
});
