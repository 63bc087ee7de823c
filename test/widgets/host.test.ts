import * as v from 'valibot';
import { afterEach, expect, it, vi } from 'vitest';
import { connect } from '../../widgets/common/host.ts';

afterEach(() => vi.unstubAllGlobals());

interface Asked {
  readonly path: string;
  readonly params: unknown;
}

/** The host of a widget whose calls of the app are answered, or refused by throwing, in turns. */
async function hostAnswering(...answers: (() => unknown)[]) {
  const asked: Asked[] = [];
  const fetchApp = async (path: string, params: unknown) => {
    const answer = answers[asked.length];
    asked.push({ path, params });
    if (answer === undefined) throw new Error('The app was asked too often');
    return answer();
  };
  vi.stubGlobal('YTApp', { register: async () => ({ fetchApp }) });
  return { host: await connect(), asked };
}

const Answer = v.object({ a: v.number() });
const SOUND = () => ({ ok: true, data: { a: 1 } });

it('asks the app for an envelope, beside what the call asks for, and opens it', async () => {
  const { host, asked } = await hostAnswering(SOUND);
  const params = { scope: true, method: 'POST', query: { id: 'x' }, body: { b: 2 } } as const;
  expect(await host.app('project/thing', Answer, params)).toEqual({ a: 1 });
  expect(asked).toEqual([{ path: 'project/thing', params: { ...params, query: { id: 'x', envelope: 1 } } }]);
});

it('rejects with the refusal that is in the envelope', async () => {
  const { host } = await hostAnswering(() => ({
    ok: false,
    status: 424,
    error: { code: 'ducalis-busy', detail: 'later' },
  }));
  await expect(host.app('thing', Answer)).rejects.toMatchObject({
    code: 'ducalis-busy',
    detail: 'later',
    status: 424,
  });
});

it.each([{ a: 1 }, { ok: true, data: { a: 'text' } }])(
  'does not believe an answer like %o',
  async (answer) => {
    const { host } = await hostAnswering(() => answer);
    await expect(host.app('thing', Answer)).rejects.toMatchObject({ code: 'unexpected', status: 200 });
  },
);
