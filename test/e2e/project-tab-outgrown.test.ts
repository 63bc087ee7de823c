/** Settings that YouTrack has outgrown since they were saved: each problem is shown at the control that fixes it. */
import * as v from 'valibot';
import { beforeAll, expect, it } from 'vitest';
import { type ProjectPage, ProjectPageSchema } from '../../src/shared/project-page.ts';
import { addField, configure } from '../fixtures/life.ts';
import { openBrowser } from '../fixtures/pages.ts';
import { CONFIGURATION, PROJECT, startWorld, type World } from '../fixtures/world.ts';
import type { Stage } from '../screens/screen.ts';
import { stageOn } from '../screens/stage.ts';
import { openTab, PROJECT_PAGE } from '../screens/steps.ts';
import { named, visit } from './visit.ts';

const FIELDS = 'admin/customFieldSettings/customFields';

let world: World;
let stage: Stage;
beforeAll(async () => {
  const [started, browser] = await Promise.all([startWorld(), openBrowser()]);
  world = started;
  await configure(world, PROJECT, {
    ...CONFIGURATION,
    matches: [{ field: 'Component', key: 'component', values: { map: [], otherwise: 'send' } }],
    results: [{ result: 'isFinal', field: 'Final' }],
    filter: {
      fields: [{ field: 'Type', values: ['Bug', 'Feature'] }],
      unresolvedOnly: false,
      includeTag: null,
      excludeTag: null,
      includeRestricted: false,
      whenLeaving: 'keep',
    },
  });
  stage = stageOn(await visit(browser, world, PROJECT_PAGE, { login: 'project-admin' }), world);
  await openTab(stage, 'issues');
  await stage.part('count').waitFor();
  await outgrow();
});

/** Nothing of this makes the page read anything again. */
async function outgrow(): Promise<void> {
  await replaceByText('State');
  await replaceByText('Component');
  await removeValue('Final', 'No');
  await removeValue('Type', 'Feature');
}

const IdsSchema = v.array(v.object({ id: v.string(), name: v.string() }));

/** Another field takes over the name. */
async function replaceByText(name: string): Promise<void> {
  const admin = world.as('admin');
  const fields = v.parse(IdsSchema, await admin.get(`${FIELDS}?fields=id,name&$top=-1`));
  const { id } = fields.find((field) => field.name === name) ?? {};
  await admin.post(`${FIELDS}/${id}`, { name: `${name} before` });
  await addField(world, PROJECT, name, 'string');
}

const BundlesSchema = v.array(
  v.object({
    field: v.object({ name: v.string() }),
    bundle: v.nullish(v.object({ id: v.string(), values: IdsSchema })),
  }),
);

async function removeValue(fieldName: string, name: string): Promise<void> {
  const admin = world.as('admin');
  const path = `admin/projects/${PROJECT}/customFields?fields=field(name),bundle(id,values(id,name))&$top=-1`;
  const fields = v.parse(BundlesSchema, await admin.get(path));
  const { bundle } = fields.find(({ field }) => field.name === fieldName) ?? {};
  const value = bundle?.values.find((one) => one.name === name);
  await admin.delete(`admin/customFieldSettings/bundles/enum/${bundle?.id}/values/${value?.id}`);
}

async function saved(): Promise<ProjectPage['project']> {
  const path = `admin/projects/${PROJECT}/extensionEndpoints/ducalis/project/settings`;
  return v.parse(ProjectPageSchema, await world.as('project-admin').get(path)).project;
}

/** Saving is tried and changes nothing; the four problems are each at their place. */
async function isRefused(): Promise<void> {
  const { revision } = await saved();
  await stage.part('save').click();
  await stage.part('problem-summary').getByText('4 things to fix').waitFor();
  expect((await saved()).revision).toBe(revision);
  expect(await stage.part('error-panel').count()).toBe(0);
  await openTab(stage, 'issues');
  await stage.part('condition-values-error').getByText('Type: Feature').waitFor();
  await openTab(stage, 'results');
  await stage.part('result-field-error').getByText('needs the values Yes and No').waitFor();
  await openTab(stage, 'fields');
  await stage.part('built-in-status-error').getByText('A field of this type cannot be used here.').waitFor();
  await stage.part('value-map-error').getByText('Values can be mapped only').waitFor();
}

it('a page that is behind shows what the app refuses', async () => {
  await stage.part('unresolved-only').check();
  await isRefused();
});

it('a page that is not behind shows the same without asking, and each can be put right there', async () => {
  await stage.page.reload();
  await openTab(stage, 'fields');
  await stage.part('value-map-error').waitFor();
  await openTab(stage, 'issues');
  await stage.part('unresolved-only').check();
  let asked = 0;
  stage.page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().includes('/project/settings')) asked += 1;
  });
  await isRefused();
  expect(asked).toBe(0);

  await stage.part('unmap-values').click();
  await stage.part('built-in-status').locator(named('ring-clear-select')).click();
  await openTab(stage, 'results');
  await stage.part('result-field').filter({ hasText: 'Final' }).locator(named('ring-clear-select')).click();
  await stage.part('problem-summary').getByText('1 thing to fix').waitFor();
  await openTab(stage, 'issues');
  await stage.part('remove-condition').click();
  await stage.part('save').click();
  await stage.part('unsaved').waitFor({ state: 'detached' });
  expect((await saved()).configuration).toMatchObject({
    builtIn: { status: null },
    matches: [{ field: 'Component', key: 'component' }],
    results: [],
    filter: { fields: [], unresolvedOnly: true },
  });
});
