import * as v from 'valibot';
import { afterEach, expect, it, vi } from 'vitest';
import { HostFailure } from '../../widgets/common/failure.ts';
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

/** youtrack-platform §15, U18. */
const OVERLAP = {
  status: 400,
  data: {
    error: 'invalid_properties',
    error_description: 'Bad Request',
    error_children: [
      { error: 'PluggedStringAttribute-is-invalid', error_description: 'Value should be unique' },
    ],
  },
};
const refusing = (reason: object) => () => {
  throw reason;
};
const POST = { method: 'POST' } as const;

it.each([OVERLAP, { status: 400 }])(
  'repeats a call that overlapped with another, once: %o',
  async (reason) => {
    const twice = await hostAnswering(refusing(reason), SOUND);
    expect(await twice.host.app('thing', Answer, POST)).toEqual({ a: 1 });
    expect(twice.asked[1]).toEqual(twice.asked[0]);

    const again = await hostAnswering(refusing(reason), refusing(reason), SOUND);
    await expect(again.host.app('thing', Answer, POST)).rejects.toMatchObject({ code: 'nothing-changed' });
    expect(again.asked).toHaveLength(2);
  },
);

it.each([
  { status: 400, data: { error: 'invalid_properties', error_description: 'Estimation is required' } },
  { status: 400, data: { error: 'bad_request', error_description: 'Value should be unique' } },
  { status: 500, data: {} },
  { message: 'Failed to fetch' },
])('repeats no other call that failed: %o', async (reason) => {
  const { host, asked } = await hostAnswering(refusing(reason), SOUND);
  await expect(host.app('thing', Answer, POST)).rejects.toBeInstanceOf(HostFailure);
  expect(asked).toHaveLength(1);
});

it.each([{ a: 1 }, { ok: true, data: { a: 'text' } }])(
  'does not believe an answer like %o',
  async (answer) => {
    const { host } = await hostAnswering(() => answer);
    await expect(host.app('thing', Answer)).rejects.toMatchObject({ code: 'unexpected', status: 200 });
  },
);
