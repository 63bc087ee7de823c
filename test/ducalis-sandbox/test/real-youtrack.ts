/** An emulated YouTrack as a process of its own, with people of different rights, and calls to it over REST. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

const COMMAND = fileURLToPath(
  new URL('../../youtrack-client-mock/bin/youtrack-client-mock.mjs', import.meta.url),
);
const Ready = v.object({
  url: v.string(),
  users: v.array(v.object({ login: v.string(), token: v.string() })),
});
const Token = v.object({ id: v.string(), token: v.string() });

const SEED = {
  version: 1,
  users: [
    { login: 'admin', fullName: 'Ada Admin', email: 'ada@example.org', roles: [{ role: 'System Admin' }] },
    {
      login: 'dora',
      fullName: 'Dora Developer',
      email: 'dora@example.org',
      roles: [{ role: 'Developer', project: 'DEMO' }],
    },
    { login: 'oscar', fullName: 'Oscar Outsider' },
    { login: 'lena', fullName: 'Lena Bare', roles: [{ role: 'Developer', project: 'BARE' }] },
  ],
  fields: [
    { name: 'State', type: 'state[1]', values: ['Open', { name: 'Fixed', resolved: true }] },
    { name: 'Type', type: 'enum[1]', values: ['Bug', 'Feature'] },
    { name: 'Assignee', type: 'user[1]' },
    { name: 'Component', type: 'ownedField[1]', values: ['Search', 'Billing'] },
    { name: 'Due date', type: 'date' },
    { name: 'Estimation', type: 'period' },
  ],
  projects: [
    {
      key: 'DEMO',
      name: 'Demo',
      leader: 'admin',
      team: ['dora'],
      fields: ['State', 'Type', 'Assignee', 'Component', 'Due date', 'Estimation'],
    },
    { key: 'BARE', name: 'Bare', leader: 'admin' },
  ],
  issues: [
    {
      project: 'DEMO',
      summary: 'Faster search',
      reporter: 'dora',
      fields: {
        State: 'Open',
        Type: 'Feature',
        Assignee: 'dora',
        Component: 'Search',
        'Due date': '2026-03-01',
        Estimation: '1h 30m',
      },
    },
    { project: 'DEMO', summary: 'Dark theme', reporter: 'admin' },
  ],
};

export interface RealYouTrack {
  /** With `/youtrack`. */
  readonly url: string;
  tokenOf(login: string): string;
  /** Made by the administrator. @param scope ids of services */
  makeToken(...scope: readonly string[]): Promise<v.InferOutput<typeof Token>>;
  revoke(id: string): Promise<void>;
  /** As the administrator; a path below `/api`. */
  rest(path: string, body?: unknown): Promise<unknown>;
  /** Of an issue, by name of the field. */
  field(issue: string, name: string): Promise<unknown>;
  close(): Promise<void>;
}

export const YOUTRACK = 'youtrack';
export const ADMINISTRATION = '0-0-0-0-0';

export async function startRealYouTrack(): Promise<RealYouTrack> {
  const folder = await mkdtemp(join(tmpdir(), 'ducalis-sandbox-'));
  const seed = join(folder, 'seed.json');
  await writeFile(seed, JSON.stringify(SEED));
  const child = spawn(process.execPath, [COMMAND, '--seed', seed], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  const [line] = await once(lines, 'line');
  await rm(folder, { recursive: true });
  const { url, users } = v.parse(v.pipe(v.string(), v.parseJson(), Ready), line);

  function tokenOf(login: string): string {
    const token = users.find((user) => user.login === login)?.token;
    if (token === undefined) throw new Error(`The seed has no ${login}`);
    return token;
  }

  async function call(path: string, method: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${tokenOf('admin')}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} → ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  const tokens = '/hub/api/rest/users/me/permanenttokens';
  const rest = (path: string, body?: unknown) =>
    call(`/api/${path}`, body === undefined ? 'GET' : 'POST', body);
  return {
    url,
    tokenOf,
    rest,
    makeToken: async (...scope) => {
      const body = { name: 'Ducalis.io', scope: scope.map((id) => ({ id })) };
      return v.parse(Token, await call(tokens, 'POST', body));
    },
    revoke: async (id) => void (await call(`${tokens}/${id}`, 'DELETE')),
    field: async (issue, name) => {
      const Issue = v.object({ customFields: v.array(v.object({ name: v.string(), value: v.unknown() })) });
      const found = v.parse(Issue, await rest(`issues/${issue}?fields=customFields(name,value(name))`));
      return found.customFields.find((field) => field.name === name)?.value;
    },
    close: async () => {
      lines.close();
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}
