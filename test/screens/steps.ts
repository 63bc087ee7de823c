/** What the lists of screens have in common: who does what, and how an answer is held back, refused or spoiled. */
import * as v from 'valibot';
import type { Configuration } from '../../src/shared/api.ts';
import { saveDucalisToken } from '../../tools/stand-ins/connect.ts';
import { openSelect, openTab as openTabOn } from '../e2e/visit.ts';
import { opened, sealed } from '../fixtures/envelopes.ts';
import { configure, fault, idOf } from '../fixtures/life.ts';
import { leaveUnanswered } from '../fixtures/pages.ts';
import { PROJECT, type World } from '../fixtures/world.ts';
import type { Screen, Stage } from './screen.ts';

export const LEAD = 'priya.raman';
export const DEVELOPER = 'jonas.weber';
export const REPORTER = 'tomas.novak';

/** More criteria than are shown unfolded, and each kind of match. */
export const SETTINGS: Configuration = {
  board: { id: '1', name: 'Product backlog', emoji: '🚀' },
  builtIn: { status: 'State', type: 'Type', assignee: 'Assignee' },
  matches: [
    { field: 'Customer', key: 'customer' },
    { field: 'Story points', key: 'effort' },
    {
      field: 'Component',
      key: 'component',
      values: {
        map: [
          { from: 'Checkout', to: 'Checkout' },
          { from: 'Search', to: 'Search' },
          { from: 'Accounts', to: 'Accounts' },
          { from: 'Reports', to: 'Reports' },
        ],
        otherwise: 'attention',
      },
    },
    { field: 'Estimation', key: 'story_points', unit: 'days' },
    { field: 'Due date', key: 'due_date' },
    { field: 'Platforms', key: 'platforms' },
  ],
};

/** Of the page in a project's settings. */
export const PROJECT_PAGE = `/projects/${PROJECT}/settings?tab=${encodeURIComponent('ducalis/project')}`;

export async function saveToken(world: World): Promise<void> {
  await saveDucalisToken(world.as('admin'), world.standIns.ducalisToken);
}

export async function attachApp(world: World): Promise<void> {
  const app = { id: await idOf(world, 'admin/apps/ducalis') };
  await world.as('admin').post(`admin/projects/${PROJECT}/appConfigurations`, { app });
}

/** The project is on its board, and what it has is there. */
export async function putOnBoard(world: World, configuration: Configuration = SETTINGS): Promise<void> {
  await saveToken(world);
  await attachApp(world);
  await configure(world, PROJECT, configuration);
  await world.pass(60_000);
}

/** Asks or tells the app as a system administrator. */
export function administer(world: World, path: string, body: unknown): Promise<unknown> {
  return world.as('admin').post(`extensionEndpoints/ducalis/admin/${path}`, body);
}

/** The answer to every call of an endpoint of the app stays out until the page is closed. */
export function holdBack({ page }: Stage, endpoint: string): Promise<void> {
  return leaveUnanswered(page, endsIn(endpoint));
}

/** YouTrack takes what is asked of this part of it for somebody else's. @param method of the calls that are meant. */
export async function askAs(
  { page, world }: Stage,
  path: string,
  login: string,
  method: 'GET' | 'POST' = 'GET',
): Promise<void> {
  await page.route(endsIn(path), async (route) => {
    const request = route.request();
    if (request.method() !== method) return route.fallback();
    const answer = await fetch(request.url(), {
      method,
      headers: {
        authorization: `Bearer ${world.standIns.tokens.get(login)}`,
        'content-type': 'application/json',
      },
      body: request.postData(),
    });
    await route.fulfill({ status: answer.status, json: await answer.json() });
  });
}

/** The app itself fails in its next calls of an endpoint. */
export async function breakApp({ page, world }: Stage, endpoint: string): Promise<void> {
  await page.route(endsIn(endpoint), async (route) => {
    await world.mock.post('fail', { member: 'User.hasPermission', times: 1 });
    await route.continue();
  });
}

/** The page sees another answer than the app gives. @param endpoint how its path ends. */
export async function changeAnswer<Schema extends v.GenericSchema>(
  { page }: Stage,
  endpoint: string,
  schema: Schema,
  change: (answer: v.InferOutput<Schema>) => unknown,
): Promise<void> {
  await page.route(endsIn(endpoint), async (route) => {
    await route.fulfill(sealed(change(await opened(await route.fetch(), schema))));
  });
}

/** The page sees another answer than YouTrack itself gives. @param path how the call ends. */
export async function answerFor({ page }: Stage, path: string, json: unknown): Promise<void> {
  await page.route(endsIn(path), (route) => route.fulfill({ json }));
}

function endsIn(path: string): (url: URL) => boolean {
  return (url) => url.pathname.endsWith(`/${path}`);
}

/** Ducalis answers a call with a page instead of data. */
export async function garble(world: World, path: string): Promise<void> {
  await fault(world, { match: { path }, fault: { kind: 'status', status: 502, html: true } });
}

export async function heal(world: World): Promise<void> {
  await fault(world);
}

/** @param key of a tab of the page in a project's settings. */
export function openTab({ page }: Stage, key: string): Promise<void> {
  return openTabOn(page, key);
}

/** A tab of the page in a project's settings, as it opens by itself. */
export function onTab(key: string): Pick<Screen, 'open' | 'act'> {
  return { open: () => PROJECT_PAGE, act: (stage) => openTab(stage, key) };
}

/** The page in a project's settings, with a call of it held back. */
export function waitingFor(endpoint: string): Screen['open'] {
  return async (stage) => {
    await holdBack(stage, endpoint);
    return PROJECT_PAGE;
  };
}

/** The page in a project's settings, with a call of it failing. */
export function failingAt(endpoint: string): Screen['open'] {
  return async (stage) => {
    await breakApp(stage, endpoint);
    return PROJECT_PAGE;
  };
}

/** The page in a project's settings, with YouTrack itself failing in a call. @param path how the call ends. */
export function youTrackFailingAt(path: string): Screen['open'] {
  return async ({ page }) => {
    await page.route(endsIn(path), (route) => route.fulfill({ status: 500, json: {} }));
    return PROJECT_PAGE;
  };
}

/** Opens a select, filters, and clicks. @param row which of several selects of that name. */
export async function choose({ page, part }: Stage, select: string, option: string, row = 0): Promise<void> {
  await openSelect(part(select).nth(row));
  await page.keyboard.insertText(option);
  await part('ring-popup').getByText(option, { exact: true }).first().click();
}

/** Votes of one person. */
export async function vote(
  world: World,
  key: string,
  voter: string,
  votes: Readonly<Record<string, number>>,
): Promise<void> {
  await world.sandbox.post('sandbox/vote', { board: 1, key, votes, voter });
}

const ProjectFieldsSchema = v.array(v.object({ id: v.string(), field: v.object({ name: v.string() }) }));

/** Takes a field out of the project, with its values. */
export async function dropField(world: World, name: string): Promise<void> {
  const admin = world.as('admin');
  const path = `admin/projects/${PROJECT}/customFields`;
  const fields = v.parse(ProjectFieldsSchema, await admin.get(`${path}?fields=id,field(name)&$top=-1`));
  const id = fields.find(({ field }) => field.name === name)?.id;
  if (id === undefined) throw new Error(`The project has no field ${name}`);
  await admin.delete(`${path}/${id}`);
}
