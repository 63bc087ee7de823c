import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Configuration, type ProjectView, SaveProjectSchema } from '../../src/shared/api.ts';
import { saveProject } from '../../widgets/settings/editor/save-project.ts';
import { attachApp, findAttachment, saveSecret } from '../../widgets/settings/youtrack-api.ts';
import { hostAnswering } from './fake-host.ts';
import { DEBT, projectView } from './project-view.ts';

const mine: Configuration = {
  board: DEBT,
  builtIn: { status: 'Stage', type: null, assignee: null },
  matches: [],
};

/** A store that checks revisions as the handler does; `overtake` changes it right after a save. */
function projectStore(view: ProjectView, overtake?: (stored: ProjectView) => ProjectView) {
  let stored = view;
  return hostAnswering(({ method, body }) => {
    if (method === 'GET') return stored;
    const request = v.parse(SaveProjectSchema, body);
    if (request.revision !== stored.revision) throw { status: 409, data: { error: { code: 'conflict' } } };
    stored = {
      ...stored,
      revision: stored.revision + 1,
      nonce: request.nonce,
      configuration: request.configuration,
    };
    const answer = stored;
    if (overtake !== undefined) stored = overtake(stored);
    return answer;
  });
}

describe('saveProject', () => {
  it('saves over the revision it was built on and reads back', async () => {
    const host = projectStore(projectView({ revision: 4 }));
    const outcome = await saveProject(host, 'DEMO', 4, mine);
    expect(outcome).toMatchObject({ kind: 'saved', view: { revision: 5, configuration: mine } });
    expect(host.calls.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  it('makes a new nonce for every save', async () => {
    const host = projectStore(projectView({ revision: 4 }));
    await saveProject(host, 'DEMO', 4, mine);
    await saveProject(host, 'DEMO', 5, mine);
    const nonces = host.calls.flatMap(({ method, body }) =>
      method === 'POST' ? [v.parse(SaveProjectSchema, body).nonce] : [],
    );
    expect(new Set(nonces).size).toBe(2);
  });

  it('brings what is in force when the revision is stale', async () => {
    const stored = projectView({ revision: 6 });
    expect(await saveProject(projectStore(stored), 'DEMO', 4, mine)).toEqual({
      kind: 'conflict',
      theirs: stored,
    });
  });

  it('takes a foreign nonce for a conflict although the save was answered', async () => {
    const host = projectStore(projectView({ revision: 4 }), (saved) => ({
      ...saved,
      nonce: 'somebody-else',
    }));
    expect(await saveProject(host, 'DEMO', 4, mine)).toMatchObject({
      kind: 'conflict',
      theirs: { nonce: 'somebody-else' },
    });
  });

  it('lets any other refusal through with its code and detail', async () => {
    const host = hostAnswering(() => {
      throw { status: 422, data: { error: { code: 'field-not-found', detail: 'Stage' } } };
    });
    await expect(saveProject(host, 'DEMO', 4, mine)).rejects.toMatchObject({
      code: 'field-not-found',
      detail: 'Stage',
      status: 422,
    });
  });
});

describe('the app in YouTrack', () => {
  it.each([
    ['attached', [{ id: 'u', app: { id: 'app-1' }, enabled: true }]],
    ['disabled', [{ id: 'u', app: { id: 'app-1' }, enabled: false }]],
    ['none', [{ id: 'u', app: { id: 'another' }, enabled: true }]],
  ])('is %s', async (attachment, configurations) => {
    expect(
      await findAttachment(
        hostAnswering(() => configurations),
        '0-1',
      ),
    ).toBe(attachment);
  });

  it('is attached by its id', async () => {
    const host = hostAnswering(() => ({ id: 'u' }));
    await attachApp(host, '0-1');
    expect(host.calls).toEqual([
      {
        kind: 'youtrack',
        path: 'admin/projects/0-1/appConfigurations',
        method: 'POST',
        body: { app: { id: 'app-1' } },
      },
    ]);
  });

  it('is given one secret and keeps the others: settings are JSON inside JSON', async () => {
    const host = hostAnswering(() => null);
    await saveSecret(host, 'ducalisToken', 'a "quoted" token');
    expect(host.calls).toEqual([
      {
        kind: 'youtrack',
        path: 'admin/apps/app-1/globalConfig',
        method: 'POST',
        body: { globalSettings: '{"ducalisToken":"a \\"quoted\\" token"}' },
      },
    ]);
  });
});
