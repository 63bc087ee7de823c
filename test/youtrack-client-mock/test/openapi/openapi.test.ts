/** Every described operation that is served answers as described, but for the differences that are listed with a reason. */
import { describe, expect, it } from 'vitest';
import { NOT_EMULATED } from '../../src/rest/not-emulated.ts';
import { SEED } from '../rest/support/seed.ts';
import type { Client, World } from '../rest/support/world.ts';
import { start } from '../rest/support/world.ts';
import { OPERATIONS } from './described/operations.ts';
import { UNSERVED } from './described/unserved-operations.ts';
import { DESCRIBED, Description } from './description.ts';
import { MISSING, NEVER_HELD, WRONG } from './differences.ts';
import { fileNamed, prepareIds } from './ids.ts';
import type { Prepared } from './prepare.ts';
import { REQUESTS as MAIN_REQUESTS } from './requests.ts';
import { REMOVALS_OF_BOARDS, REQUESTS_FOR_BOARDS } from './requests-for-boards.ts';
import { REQUESTS_FOR_WORK } from './requests-for-work.ts';

/** The others come last: they take away an issue. */
const REQUESTS = { ...REQUESTS_FOR_BOARDS, ...REQUESTS_FOR_WORK, ...MAIN_REQUESTS, ...REMOVALS_OF_BOARDS };
/** What YouTrack has and the description of 2022.3 does not. */
const LATER = ['GET /openapi.json', '* /dashboards'];
const NOT_THERE = {
  error: 'not_implemented',
  error_description: expect.stringMatching(/^This emulator does not have \S+ \S+: ./),
};
const ARTICLE = { project: 'DEMO', summary: 'An article', author: 'admin' };

function world(): Promise<World> {
  return start({ seed: { ...SEED, articles: [ARTICLE] } });
}

async function answerTo(client: Client, name: string, { path, body, file }: Prepared, fields: string) {
  const address = `${path.slice(1)}${path.includes('?') ? '&' : '?'}fields=${encodeURIComponent(fields)}`;
  if (file !== undefined) return client.upload(address, fileNamed(file));
  if (name.startsWith('POST')) return client.post(address, body);
  return name.startsWith('DELETE') ? client.delete(address) : client.get(address);
}

/** `GET /agiles` belongs to `* /agiles` and to `GET /agiles`, not to `* /agile`. */
function covers(pattern: string, operation: string): boolean {
  const [method = '', path = ''] = pattern.split(' ');
  const [ownMethod, ownPath = ''] = operation.split(' ');
  if (method !== '*') return method === ownMethod && path === ownPath;
  return ownPath === path || ownPath.startsWith(`${path}/`);
}

describe('REST, held against its description', () => {
  it('has a request for each operation that is served, and for no other', () => {
    expect(Object.keys(REQUESTS).sort()).toEqual(Object.keys(OPERATIONS).sort());
    expect(UNSERVED.filter((operation) => operation in OPERATIONS)).toEqual([]);
  });

  it('answers every served operation as described, but for what is listed', async () => {
    const here = await world();
    const description = new Description(DESCRIBED);
    const ids = await prepareIds(here);
    const found = { wrong: new Set<string>(), missing: new Set<string>() };
    for (const [name, prepare] of Object.entries(REQUESTS)) {
      const answer = OPERATIONS[name] ?? null;
      const isList = answer?.endsWith('[]') ?? false;
      const type = answer?.replace('[]', '') ?? null;
      const fields = type === null ? '' : description.fields(type);
      const { status, body } = await answerTo(here.as('admin'), name, prepare(ids), fields);
      expect([name, status, Array.isArray(body)]).toEqual([name, 200, isList]);
      if (type === null) continue;
      for (const entity of isList ? Object(body) : [body]) {
        const { wrong, missing } = description.check(entity, type);
        for (const one of wrong) found.wrong.add(one);
        for (const one of missing) found.missing.add(one);
      }
    }
    expect([...found.wrong].sort()).toEqual(Object.keys(WRONG).sort());
    expect([...found.missing].sort()).toEqual(Object.keys(MISSING).sort());
    expect(description.unseen()).toEqual([]);
    expect([...description.undescribed()].sort()).toEqual(NEVER_HELD);
  });

  it('names a reason for every operation that is not served, which answers it', async () => {
    const here = await world();
    const patterns = Object.keys(NOT_EMULATED);
    const unexplained = UNSERVED.filter((operation) => !patterns.some((one) => covers(one, operation)));
    expect(unexplained).toEqual([]);
    expect(patterns.filter((one) => !UNSERVED.some((operation) => covers(one, operation)))).toEqual(LATER);
    const issue = await here.idAt('issues/DEMO-1');
    for (const operation of UNSERVED) {
      const path = (operation.split(' ')[1] ?? '').replace('{id}', issue).replace(/\{\w+\}/g, '1-1');
      const { status, body } = await answerTo(here.as('admin'), operation, { path, body: {} }, 'id');
      expect([operation, status, body]).toEqual([operation, 501, NOT_THERE]);
    }
  });
});
