/** The panel on an issue, in every state it can be in. */
import { BULK, configure, fault, ODD_NAME, RESTRICTED, refuseOddNames } from '../fixtures/life.ts';
import { PROJECT, type World } from '../fixtures/world.ts';
import type { Scene, Screen } from './screen.ts';
import {
  askAs,
  attachApp,
  breakApp,
  DEVELOPER,
  heal,
  holdBack,
  REPORTER,
  SETTINGS,
  saveToken,
  vote,
} from './steps.ts';

const VOTED = { reach: 10, revenue: 9, confidence: 80, effort: 3, risk: 2 };

export const page = (issue: string) => `/issue/${issue}`;
export const state = (name: string) => `[data-test~="issue-widget"][data-state="${name}"]`;

/** @returns the page of a new issue that Ducalis had the time to take. */
async function sent(world: World, summary: string, more: object = {}): Promise<string> {
  const key = await world.createIssue(summary, { ...more });
  await world.pass(3_000);
  return page(key);
}

/** @returns the page of a new issue that Ducalis does not take. */
async function refused(world: World): Promise<string> {
  await refuseOddNames(world);
  return sent(world, ODD_NAME);
}

async function connect(world: World): Promise<void> {
  await configure(world, PROJECT, SETTINGS);
  await world.pass(60_000);
  for (const voter of ['anna.keller@example.com', 'ben.ortiz@example.com']) {
    await vote(world, `${PROJECT}-1`, voter, VOTED);
  }
  await vote(world, `${PROJECT}-2`, 'anna.keller@example.com', { reach: 6, revenue: 5, effort: 5 });
  await vote(world, `${PROJECT}-2`, 'ben.ortiz@example.com', { reach: 2 });
  await world.pass(6 * 60_000);
}

async function recover(world: World): Promise<void> {
  await heal(world);
  await world.pass(10 * 60_000);
}

const screens: readonly Screen[] = [
  {
    key: 'issue-not-connected',
    says: 'the project has no board',
    open: () => page(`${PROJECT}-1`),
    shows: state('not-connected'),
    after: ({ world }) => connect(world),
  },
  {
    key: 'issue-loading',
    says: 'the answer is still out',
    open: async (stage) => {
      await holdBack(stage, 'issue/panel');
      return page(`${PROJECT}-1`);
    },
    shows: state('loading'),
  },
  {
    key: 'issue-error',
    says: 'the app failed, with a reference for an administrator',
    open: async (stage) => {
      await breakApp(stage, 'issue/panel');
      return page(`${PROJECT}-1`);
    },
    shows: '[data-test~="error-reference"]',
  },
  {
    key: 'issue-no-permission',
    says: 'the issue may no longer be seen',
    open: async (stage) => {
      await askAs(stage, 'issue/panel', DEVELOPER);
      return sent(stage.world, 'Salaries of the sales team', RESTRICTED);
    },
    shows: '[data-test~="issue-hidden"]',
  },
  {
    key: 'issue-not-sent',
    says: 'nobody has marked it yet',
    open: async ({ world }) => {
      const { idReadable } = Object(await world.mock.post(`issues/${PROJECT}-1/copy`, { rules: false }));
      return page(String(idReadable));
    },
    shows: state('not-pushed'),
  },
  {
    key: 'issue-sending',
    says: 'changed a moment ago',
    open: async ({ world }) => page(await world.createIssue('Remember the last delivery address')),
    shows: '[data-test~="issue-sending"]',
    after: ({ world }) => world.pass(60_000),
  },
  {
    key: 'issue-no-score',
    says: 'on the board, waiting for its first result',
    open: ({ world }) => sent(world, 'Show the delivery date in the cart'),
    shows: state('synced'),
  },
  {
    key: 'issue-preliminary',
    says: 'some have voted, and not alike',
    open: () => page(`${PROJECT}-2`),
    shows: '[data-test~="issue-total-score"]',
  },
  {
    key: 'issue-final',
    says: 'everyone has voted, top priority',
    open: () => page(`${PROJECT}-1`),
    shows: '[data-test~="issue-total-score"]',
  },
  {
    key: 'issue-criteria',
    says: 'the score of each criterion',
    open: () => page(`${PROJECT}-1`),
    act: ({ part }) => part('issue-criteria-toggle').click(),
    shows: '[data-test~="issue-criteria"]',
  },
  {
    key: 'issue-refresh-failed',
    says: 'the last answer stays when a later call fails',
    open: () => page(`${PROJECT}-1`),
    act: async (stage) => {
      await stage.part('issue-total-score').waitFor();
      await breakApp(stage, 'issue/panel');
      await stage.page.locator('[data-widget-action="refresh"]').click();
    },
    shows: '[data-test~="error-panel"]',
  },
  {
    key: 'issue-restricted',
    says: 'kept out because only some may see it',
    open: ({ world }) => sent(world, 'Renew the contract with the carrier', RESTRICTED),
    shows: state('excluded'),
  },
  {
    key: 'issue-filtered',
    says: 'kept out by the filter',
    open: async ({ world }) => {
      await filter(world, true);
      return sent(world, 'Clean up the staging shop', { customFields: [TASK] });
    },
    shows: state('excluded'),
    after: ({ world }) => filter(world, false),
  },
  {
    key: 'issue-waiting',
    says: 'Ducalis does not answer; when it is tried again',
    open: async ({ world }) => {
      await fault(world, { match: BULK, fault: { kind: 'status', status: 503 } });
      return sent(world, 'Offer express delivery');
    },
    shows: '[data-test~="issue-waiting"]',
    after: ({ world }) => recover(world),
  },
  {
    key: 'issue-needs-attention',
    says: 'Ducalis refused it, and why',
    open: ({ world }) => refused(world),
    shows: '[data-test~="issue-retry"]',
  },
  {
    key: 'issue-needs-attention-reporter',
    says: 'the same for somebody who may not send it again',
    login: REPORTER,
    open: ({ world }) => refused(world),
    shows: state('failed'),
  },
  {
    key: 'issue-retry-failed',
    says: 'sending again did not work either',
    open: async (stage) => {
      await breakApp(stage, 'issue/retry');
      return refused(stage.world);
    },
    act: ({ part }) => part('issue-retry').click(),
    shows: '[data-test~="error-panel"]',
  },
  {
    key: 'issue-suspended',
    says: 'the token was revoked: the last result stays',
    open: async ({ world }) => {
      await world.sandbox.post('sandbox/tokens', { revoke: world.standIns.ducalisToken });
      await sent(world, 'Pay by invoice');
      return page(`${PROJECT}-1`);
    },
    shows: state('suspended'),
  },
];

const TASK = { name: 'Type', $type: 'SingleEnumIssueCustomField', value: { name: 'Task' } };

async function filter(world: World, isOn: boolean): Promise<void> {
  const fields = isOn ? [{ field: 'Type', values: ['Feature', 'Bug'] }] : [];
  await configure(world, PROJECT, {
    ...SETTINGS,
    filter: {
      fields,
      unresolvedOnly: false,
      includeTag: null,
      excludeTag: null,
      includeRestricted: false,
      whenLeaving: 'keep',
    },
  });
  await world.pass(60_000);
}

export const ISSUE: Scene = {
  name: 'the panel on an issue',
  login: 'admin',
  async prepare(world) {
    await saveToken(world);
    await attachApp(world);
  },
  screens,
};
