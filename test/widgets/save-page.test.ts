import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../src/shared/api.ts';
import { type ProjectPage, SaveSettingsSchema } from '../../src/shared/project-page.ts';
import { HostFailure } from '../../widgets/common/failure.ts';
import { savePage } from '../../widgets/project/model/api.ts';
import { createField, loadFieldValues } from '../../widgets/project/model/youtrack-api.ts';
import { hostAnswering } from './fake-host.ts';
import { DEBT, projectPage } from './project-view.ts';

const mine: Configuration = {
  board: DEBT,
  builtIn: { status: 'Stage', type: null, assignee: null },
  matches: [],
};

/** A store that checks revisions as the handler does; with `overtaken` a foreign save follows each one. */
function pageStore(page: ProjectPage, overtaken = false) {
  let stored = page;
  return hostAnswering(({ method, body }) => {
    if (method === 'GET') return stored;
    const { revision, nonce, configuration } = v.parse(SaveSettingsSchema, body);
    if (revision !== stored.project.revision) throw new HostFailure('conflict', { status: 409 });
    const saved = { ...stored, project: { ...stored.project, revision: revision + 1, nonce, configuration } };
    stored = overtaken ? { ...saved, project: { ...saved.project, nonce: 'somebody-else' } } : saved;
    return saved;
  });
}

describe('savePage', () => {
  it('saves over the revision it was built on and reads back', async () => {
    const host = pageStore(projectPage({ revision: 4 }));
    expect(await savePage(host, 4, mine)).toMatchObject({
      kind: 'saved',
      page: { project: { revision: 5 } },
    });
    expect(host.calls.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  it('brings what is in force when the revision is stale', async () => {
    const theirs = projectPage({ revision: 6 });
    expect(await savePage(pageStore(theirs), 4, mine)).toEqual({ kind: 'conflict', theirs });
  });

  it('takes a foreign nonce for a conflict although the save was answered', async () => {
    const outcome = await savePage(pageStore(projectPage({ revision: 4 }), true), 4, mine);
    expect(outcome).toMatchObject({ kind: 'conflict', theirs: { project: { nonce: 'somebody-else' } } });
  });
});

describe('fields of YouTrack', () => {
  it('are known with their values, as far as they have a list of them', async () => {
    const host = hostAnswering(() => [
      { field: { name: 'Type' }, bundle: { values: [{ name: 'Bug' }] } },
      { field: { name: 'Score' } },
    ]);
    expect(await loadFieldValues(host, 'DEMO')).toEqual(new Map([['Type', ['Bug']]]));
  });

  it('are created once, and only put into the project when they exist', async () => {
    const known = { id: '1', name: 'Ducalis priority', fieldType: { id: 'integer' } };
    const host = hostAnswering(({ method }) => (method === 'GET' ? [known] : { ...known, id: '2' }));
    await createField(host, 'DEMO', { name: 'Ducalis priority', type: 'integer' });
    await createField(host, 'DEMO', { name: 'Ducalis alignment', type: 'integer' });
    expect(host.calls.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
      'admin/projects/DEMO/customFields',
      'admin/customFieldSettings/customFields',
      'admin/projects/DEMO/customFields',
    ]);
  });
});
