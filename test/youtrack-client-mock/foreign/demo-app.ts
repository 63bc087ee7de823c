/** JetBrains' demo app in Chromium: every widget must register in its place, and every handler must answer. */
import type { RunningServer } from '../src/index.ts';
import { STARTER } from '../src/seed/starter.ts';
import type { Check } from './checks.ts';
import { check } from './checks.ts';
import { onStage, type Stage } from './stage.ts';

const APP = 'yt-demo-app';

/** Where each widget of its manifest stands, by its key. */
const PLACES: Readonly<Record<string, string>> = {
  'full-page': `/app/${APP}/full-page`,
  'fields-first': '/issue/DEMO-2',
  'fields-last1': '/issue/DEMO-2',
  mark: '/issue/DEMO-2',
  'issue-option': '/issue/DEMO-2',
  'below-s1': '/issue/DEMO-2',
  'above-activity1': '/issue/DEMO-2',
  'article-menu': '/articles/DEMO-A-1',
  'article-below-summary': '/articles/DEMO-A-1',
  'article-above-activity': '/articles/DEMO-A-1',
  'project-settings': `/projects/DEMO/settings?tab=${APP}/project-settings`,
  'project-tab': `/projects/DEMO?tab=${APP}/project-tab`,
  'admin-menu': `/admin/app/${APP}/admin-menu`,
  'hd-channel': `/projects/DEMO/settings?tab=${APP}/hd-channel`,
  'profile-tab': `/users/me?tab=${APP}/profile-tab`,
  'user-card1': '/users/admin',
  'dashboard-w': '/dashboard',
};
/** These open at a button. */
const OPTIONS: Readonly<Record<string, string>> = {
  'issue-option': 'Demo App Toolbar',
  'article-menu': 'Article toolbar',
};

const SEED = {
  ...STARTER,
  fields: [{ name: 'State', type: 'state[1]' as const, values: ['To do'] }],
  projects: [{ key: 'DEMO', name: 'Demo', leader: 'admin', fields: ['State'] }],
  issues: [
    { project: 'DEMO', summary: 'Nothing', reporter: 'admin' },
    {
      project: 'DEMO',
      summary: 'With widgets',
      description: `{{widget ${APP}/mark}}`,
      reporter: 'admin',
      // What the guard of one of its widgets asks for.
      fields: { State: 'To do' },
    },
  ],
};

export function checkDemoApp(checkout: string): Promise<readonly Check[]> {
  return onStage({ checkout, app: APP, seed: SEED }, async (stage) => {
    const { youTrack } = stage.server;
    youTrack.apps.mergeSettings(APP, null, { name: 'Ada' });
    const checks = await handlers(stage.server);
    for (const [key, path] of Object.entries(PLACES)) {
      checks.push(await check(`the widget ${key} loads`, () => loads(stage, key, path)));
    }
    const names = youTrack.apps.find(APP)?.widgets.map(({ key }) => key) ?? [];
    const unknown = names.filter((key) => PLACES[key] === undefined);
    return [
      ...checks,
      await check('no widget is left out', () => {
        if (unknown.length > 0) throw new Error(unknown.join(', '));
      }),
    ];
  });
}

/** It registers, shows something, and throws nothing. */
async function loads({ page, server, open, widget }: Stage, key: string, path: string): Promise<void> {
  const option = OPTIONS[key];
  if (option === undefined) {
    await open(path, key);
    return;
  }
  await page.goto(`${server.url}${path}`);
  await page.getByRole('button', { name: option }).click();
  await widget(key);
}

async function handlers({ url, users }: RunningServer): Promise<Check[]> {
  const call = async (path: string, body?: object): Promise<string> => {
    const answer = await fetch(`${url}/api/${path}`, {
      headers: { authorization: `Bearer ${users[0]?.token}`, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    return answer.text();
  };
  const answers = (path: string, expected: string, body?: object): Promise<Check> =>
    check(`${body ? 'POST' : 'GET'} ${path}`, async () => {
      const text = await call(path, body);
      if (!text.includes(expected)) throw new Error(`answers ${text || 'nothing'}, without ${expected}`);
    });
  const at = (entity: string, handler: string) => `${entity}extensionEndpoints/${APP}/${handler}/demo`;
  return [
    await answers(at('issues/DEMO-2/', 'backend'), '"issueSummary":"With widgets"'),
    await answers(at('articles/DEMO-A-1/', 'backend'), '"articleSummary":"How this works"'),
    await answers(at('admin/projects/DEMO/', 'backend'), '"projectName":"Demo"'),
    await answers(at('users/me/', 'backend-global'), '"scope":"user"'),
    await answers(at('', 'backend-global'), '"method":"POST"', { val1: 'one', val2: 'two' }),
    await answers(at('', 'backend-global'), '"val1":"one"'),
  ];
}
