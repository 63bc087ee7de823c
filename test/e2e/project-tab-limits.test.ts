/** More matches, results or mapped values than a project can have: told before they are saved, not after. */
import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import { beforeAll, expect, it } from 'vitest';
import { MOST_MAPPED, MOST_MATCHES, MOST_RESULTS, MOST_VALUES } from '../../src/domain/settings.ts';
import type { Configuration } from '../../src/shared/api.ts';
import { type ProjectPage, ProjectPageSchema } from '../../src/shared/project-page.ts';
import { addField, configure } from '../fixtures/life.ts';
import { openBrowser } from '../fixtures/pages.ts';
import { PROJECT, startWorld, type World } from '../fixtures/world.ts';
import type { Stage } from '../screens/screen.ts';
import { stageOn } from '../screens/stage.ts';
import { choose, openTab, PROJECT_PAGE } from '../screens/steps.ts';
import { named, visit } from './visit.ts';

const WIDE: Configuration = {
  board: { id: '79', name: 'Wide', emoji: null },
  builtIn: { status: null, type: null, assignee: null },
  matches: [],
  results: [],
};
const numbered = (what: string, count: number) =>
  Array.from({ length: count }, (_, number) => `${what} ${number}`);
const TEXTS = numbered('Text', MOST_MATCHES - 1);
const CRITERIA = numbered('Criterion', MOST_RESULTS + 1);
/** The field that each is written into. */
const kept = (criterion: string) => `Kept ${criterion}`;
const PLATFORMS = numbered('Platform', MOST_MAPPED + 1);

let browser: Browser;
let world: World;
let stage: Stage;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), openBrowser()]);
  await world.sandbox.post('sandbox/boards', {
    id: Number(WIDE.board.id),
    name: WIDE.board.name,
    fields: [
      ...TEXTS.map((name) => ({ key: name, name, type: 'text_long' })),
      { key: 'points', name: 'Story points', type: 'number' },
      { key: 'due', name: 'Due date', type: 'date' },
      { key: 'where', name: 'Where', type: 'multi_select', options: PLATFORMS },
    ],
    criteria: CRITERIA.map((name) => ({ key: name, name, type: 'value' })),
  });
  await world.as('admin').post('extensionEndpoints/ducalis/admin/test-connection', {});
  for (const name of CRITERIA) await addField(world, PROJECT, kept(name), 'float');
  await addPlatforms();
  stage = stageOn(await visit(browser, world, PROJECT_PAGE, { login: 'project-admin' }), world);
});

const BundlesSchema = v.array(
  v.object({ field: v.object({ name: v.string() }), bundle: v.nullish(v.object({ id: v.string() })) }),
);

async function addPlatforms(): Promise<void> {
  const admin = world.as('admin');
  const path = `admin/projects/${PROJECT}/customFields?fields=field(name),bundle(id)&$top=-1`;
  const fields = v.parse(BundlesSchema, await admin.get(path));
  const { bundle } = fields.find(({ field }) => field.name === 'Platforms') ?? {};
  for (const name of PLATFORMS) {
    await admin.post(`admin/customFieldSettings/bundles/enum/${bundle?.id}/values`, { name });
  }
}

/** The tab of a project whose settings are these, read anew. */
async function open(tab: string, settings: Partial<Configuration>): Promise<void> {
  await configure(world, PROJECT, { ...WIDE, ...settings });
  await stage.page.reload();
  await openTab(stage, tab);
}

async function saved(): Promise<ProjectPage['project']> {
  const path = `admin/projects/${PROJECT}/extensionEndpoints/ducalis/project/settings`;
  return v.parse(ProjectPageSchema, await world.as('project-admin').get(path)).project;
}

/** Saving is tried, and what keeps it from being saved is said. */
async function isRefused(): Promise<void> {
  const { revision } = await saved();
  await stage.part('save').click();
  await stage.part('problem-summary').getByText('1 thing to fix').waitFor();
  expect((await saved()).revision).toBe(revision);
}

async function save(): Promise<Configuration | null> {
  await stage.part('save').click();
  await stage.part('unsaved').waitFor({ state: 'detached' });
  return (await saved()).configuration;
}

it('no match can be added to as many as there can be, and one too many is not saved', async () => {
  await open('fields', { matches: TEXTS.map((key) => ({ field: 'Customer', key })) });
  await stage.part('accept-suggestions').getByText('Accept 2 suggestions').click();
  await stage
    .part('matches-error')
    .getByText('A project can have 100 matches at most: 1 too many.')
    .waitFor();
  expect(await stage.part('add-match').isDisabled()).toBe(true);
  await isRefused();
  await stage.part('remove-match').last().click();
  await stage.part('matches-full').getByText('A project can have 100 matches at most.').waitFor();
  expect(await stage.part('add-match').isDisabled()).toBe(true);
  expect((await save())?.matches).toHaveLength(MOST_MATCHES);
  await stage.part('remove-match').last().click();
  await stage.part('matches-full').waitFor({ state: 'detached' });
  expect(await stage.part('add-match').isEnabled()).toBe(true);
});

it('one result too many is not saved', async () => {
  const [last = '', ...others] = [...CRITERIA].reverse();
  const results = others.map((name) => ({
    result: 'criterion' as const,
    criterion: name,
    field: kept(name),
  }));
  await open('results', { results });
  const row = await stage.widget
    .locator(named('result'))
    .evaluateAll((rows, key) => rows.findIndex((one) => one.getAttribute('data-result') === key), last);
  await choose(stage, 'result-field', kept(last), row);
  await stage.part('results-error').getByText('At most 50 results can be written: 1 too many.').waitFor();
  await isRefused();
});

it('one mapped value too many is not saved', async () => {
  await open('fields', { matches: [{ field: 'Platforms', key: 'where' }] });
  await stage.part('map-values').click();
  await stage.part('value-map-error').getByText('At most 500 values can be mapped: 1 too many.').waitFor();
  await isRefused();
});

it('of many mapped values some are shown, and the others found', async () => {
  await open('fields', { matches: [{ field: 'Platforms', key: 'where' }] });
  await stage.part('map-values').click();
  await stage
    .part('value-found')
    .getByText(/^20 of \d+ values shown$/)
    .waitFor();
  expect(await stage.part('mapped-value').count()).toBe(20);
  const last = PLATFORMS.at(-1) ?? '';
  await stage.part('value-search').fill(last);
  await stage.part('mapped-value').getByText(last).first().waitFor();
  expect(await stage.part('mapped-value').count()).toBe(1);
});

it('one value of a condition too many is not saved', async () => {
  const filter = {
    fields: [{ field: 'Platforms', values: PLATFORMS.slice(0, MOST_VALUES) }],
    unresolvedOnly: false,
    includeTag: null,
    excludeTag: null,
    includeRestricted: false,
    whenLeaving: 'remove' as const,
  };
  await open('issues', { filter });
  await stage.part('count').waitFor();
  await choose(stage, 'condition-values', PLATFORMS.at(-1) ?? '');
  await stage.part('condition-values-error').getByText('at most: 1 too many.').waitFor();
  await isRefused();
  expect(await stage.part('error-panel').count()).toBe(0);
});
