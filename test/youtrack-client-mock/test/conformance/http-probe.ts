/** What really goes over the wire for a call of a script, and what its answer comes to. */

import { receiver, type World } from '../engine/world.ts';
import { API, onChange, worldOf } from './probe.ts';

export const CONNECTION = `new http.Connection('${API}')`;

interface Sent {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What really goes over the wire for an asynchronous call, which needs no second process. */
export async function sent(call: string, files: object = {}): Promise<Sent | undefined> {
  const requests: Sent[] = [];
  const stand = await receiver((request, response) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    requests.push({ url: request.url ?? '', headers, body: stand.bodies.at(-1) ?? '' });
    response.end('{}');
  });
  const rule = onChange(
    call,
    "guard: (ctx) => ctx.issue.isChanged('summary'), asyncFunctions: { done: () => {} },",
  );
  const w = worldOf({ ...files, 'rule.js': rule }, { hostMap: stand.hostMap });
  if ('settings.json' in files) w.youTrack.apps.mergeSettings('demo-app', null, { token: 'real-token' });
  w.edit({ summary: 'Second' });
  await w.youTrack.settle();
  return requests[0];
}

/** What a handler of an answer logs. */
export async function answered(
  body: string,
  answer: Parameters<typeof receiver>[0],
  more = { connection: CONNECTION, hostMap: true },
): Promise<World> {
  const stand = await receiver(answer);
  const functions = `asyncFunctions: { done: (ctx) => { const r = ctx.response; ${body} } },`;
  const rule = onChange(
    `${more.connection}.getAsync('/', [], 'done');`,
    `guard: (ctx) => ctx.issue.isChanged('summary'), ${functions}`,
  );
  const w = worldOf({ 'rule.js': rule }, { hostMap: more.hostMap ? stand.hostMap : {} });
  w.edit({ summary: 'Second' });
  await w.youTrack.settle();
  return w;
}
