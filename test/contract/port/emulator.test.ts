/** The port's suite, against the adapter: its scripts run in the emulator, and are asked step by step over HTTP. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { createYouTrack, type RunningServer, type SeedInput } from 'youtrack-client-mock';
import { bundleScripts } from '../../../tools/backend-scripts.ts';
import { PROJECT_ROOT } from '../../../tools/project.ts';
import { type Rest, rest } from '../../../tools/stand-ins/rest.ts';
import { zipPackage } from '../../../tools/zip.ts';
import { own } from '../../fixtures/owner.ts';
import { CASES } from './cases.ts';
import { FIELDS, type Step, SUMMARY, TEAM } from './world.ts';

const APP = 'port-suite';
const HANDLER = `extensionEndpoints/${APP}/suite`;
const keyOf = (at: number): string => `H${at}`;
const otherKeyOf = (at: number): string => `T${at}`;

const IdSchema = v.object({ id: v.string() });
const AnswerSchema = v.object({ failed: v.nullable(v.string()) });

/** Every case has two projects of its own. */
function seed(): SeedInput {
  const keys = CASES.flatMap((_case, at) => [keyOf(at), otherKeyOf(at)]);
  return {
    version: 1,
    users: [
      { login: 'ada', fullName: 'Ada', email: 'ada@example.com', roles: [{ role: 'System Admin' }] },
      ...TEAM.map(({ login, name, email }) => ({ login, fullName: name, email })),
      { login: 'banned', fullName: 'Banned', email: 'banned@example.com', banned: true },
    ],
    fields: FIELDS.map(({ name, type, values }) => ({
      name,
      type,
      ...(values.length === 0 ? {} : { values: [...values] }),
    })),
    projects: keys.map((key) => ({
      key,
      name: `Project ${key}`,
      leader: TEAM[0].login,
      team: [...TEAM.map(({ login }) => login), 'banned'],
      fields: FIELDS.map(({ name }) => name),
    })),
  };
}

async function appZip(): Promise<Uint8Array> {
  const scripts = await bundleScripts(fileURLToPath(new URL('script', import.meta.url)));
  const manifest = {
    name: APP,
    title: 'Port suite',
    description: 'Runs the suite of the port',
    version: '1.0.0',
  };
  return zipPackage(
    new Map([
      ['manifest.json', Buffer.from(JSON.stringify(manifest))],
      ['entity-extensions.json', await readFile(join(PROJECT_ROOT, 'entity-extensions.json'))],
      ...[...scripts].map(([name, code]) => [name, Buffer.from(code)] as const),
    ]),
  );
}

let server: RunningServer;
let admin: Rest;

beforeAll(async () => {
  const started = await createYouTrack({ seed: seed(), apps: [await appZip()] });
  own('the emulator', () => started.close());
  server = started;
  const token = started.users.find(({ login }) => login === 'ada')?.token;
  admin = rest(`${started.url}/api`, token ?? null);
});

async function projectId(key: string): Promise<string> {
  return v.parse(IdSchema, await admin.get(`admin/projects/${key}?fields=id`)).id;
}

async function play(at: number, number: number, step: Step): Promise<void> {
  const [here, there] = [keyOf(at), otherKeyOf(at)];
  switch (step.kind) {
    case 'create':
      for (let count = 0; count < step.count; count += 1) {
        await admin.post('issues', { project: { id: await projectId(here) }, summary: SUMMARY });
      }
      return;
    case 'move':
      await admin.post(`issues/${here}-${step.number}`, { project: { id: await projectId(there) } });
      return;
    case 'copy':
      await rest(`${new URL(server.url).origin}/mock`, null).post(`issues/${here}-${step.number}/copy`, {});
      return;
    case 'delete':
      await admin.delete(`issues/${here}-${step.number}`);
      return;
    case 'script that writes nothing':
    case 'script': {
      const asked = new URLSearchParams({ case: `${at}`, step: `${number}`, here, there });
      const path = `${HANDLER}/step?${asked}`;
      const answer = step.kind === 'script' ? await admin.post(path, {}) : await admin.get(path);
      expect(v.parse(AnswerSchema, answer)).toEqual({ failed: null });
    }
  }
}

describe('in the emulator,', () => {
  it.each(CASES.map(({ name, steps }, at) => [name, at, steps] as const))('%s', async (_name, at, steps) => {
    await admin.post(`${HANDLER}/forget`, {});
    for (const [number, step] of steps.entries()) await play(at, number, step);
  });
});
