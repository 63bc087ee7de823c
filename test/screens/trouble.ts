/** What people see while something fails for good: one issue, one board, or everything on the way to Ducalis. */
import {
  BULK,
  connect,
  createIn,
  createPushed,
  fault,
  newProject,
  ODD_NAME,
  ON_OTHER_BOARD,
} from '../fixtures/life.ts';
import { MINUTE, timeOf } from '../fixtures/results.ts';
import { PROJECT, type World } from '../fixtures/world.ts';
import { laneOf } from '../widgets/health-view.ts';
import { addressIsKnown, changeHealth, PAGE } from './administration-steps.ts';
import { page, state } from './issue.ts';
import type { Scene, Screen, Stage } from './screen.ts';
import { administer, heal, LEAD, openTab, PROJECT_PAGE, putOnBoard } from './steps.ts';

const OTHER = 'OPS';
const BLOCKED_NAME = 'Accept names such as O’Neil; DROP TABLE';
const BLOCKED =
  '<title>Request blocked</title><h1>Web application firewall</h1><p>Rule 942100, SQL injection.</p>';
const GATEWAY = '<title>502 Bad Gateway</title><h1>502 Bad Gateway</h1><hr>proxy-03.nordlicht.example';

let blocked = '';
let closed = '';

const firewall: readonly Screen[] = [
  {
    key: 'issue-blocked',
    says: 'a firewall does not let it through: when it is tried again',
    open: async ({ world }) => {
      await fault(
        world,
        {
          match: { ...BULK, body: 'DROP TABLE' },
          fault: { kind: 'status', status: 403, html: BLOCKED },
        },
        { match: BULK, fault: { kind: 'refuse', items: ODD_NAME, status: 422, error: 'This name is odd.' } },
      );
      blocked = await world.createIssue(BLOCKED_NAME);
      await world.createIssue(ODD_NAME);
      await world.createIssue('Remember the last delivery address');
      await world.pass(16 * MINUTE);
      return page(blocked);
    },
    shows: '[data-test~="issue-next-try"]',
  },
  {
    key: 'project-activity-trouble',
    says: 'an issue that is tried again, and one that waits for a person',
    login: LEAD,
    open: () => PROJECT_PAGE,
    act: (stage) => openTab(stage, 'activity'),
    shows: '[data-test~="waiting"]:nth-child(2)',
  },
  {
    key: 'administration-health-blocked',
    says: 'issues of one project do not arrive, all else does',
    open: () => PAGE,
    shows: '[data-test~="finding"][data-key="needs-attention"]',
    after: ({ world }) => recover(world),
  },
];

const board: readonly Screen[] = [
  {
    key: 'administration-health-closed',
    says: 'one board is closed to the token: its project is paused, the other one is not',
    open: async ({ world }) => {
      await fault(world, { match: { path: '/boards/2/' }, fault: { kind: 'status', status: 403 } });
      closed = await createIn(world, OTHER, 'Order ink');
      await world.pass(6 * MINUTE);
      return PAGE;
    },
    shows: '[data-test~="finding"][data-key="project-suspended"]',
  },
  {
    key: 'issue-board-closed',
    says: 'the board of its project is closed to the token',
    open: () => page(closed),
    shows: state('suspended'),
  },
  {
    key: 'project-board-closed',
    says: 'the board is closed to the token: how sending resumes',
    open: () => PROJECT_PAGE.replace(PROJECT, OTHER),
    shows: '[data-test~="connection-state"]',
    after: ({ world }) => recover(world),
  },
];

const proxy: readonly Screen[] = [
  {
    key: 'administration-health-proxy',
    says: 'a proxy answers everything with pages',
    open: async ({ world }) => {
      await fault(world, { fault: { kind: 'status', status: 502, html: GATEWAY } });
      await world.createIssue('Offer express delivery');
      closed = await createIn(world, OTHER, 'Order toner');
      await world.pass(40 * MINUTE);
      return PAGE;
    },
    shows: '[data-test~="finding"][data-key="lane-connection"]',
  },
  {
    key: 'issue-proxy',
    says: 'it waits with all others',
    open: () => page(closed),
    shows: '[data-test~="issue-waiting"]',
  },
  {
    key: 'project-proxy',
    says: 'nothing is sent until the proxy lets it through',
    open: () => PROJECT_PAGE,
    shows: '[data-test~="connection-state"]',
    after: ({ world }) => recover(world),
  },
];

/** Some of what Health can say, and more than it lists. */
async function everyCause(stage: Stage): Promise<string> {
  const looked = await timeOf(stage.world);
  await changeHealth(stage, (health) => {
    const [first] = health.projects;
    const lane = (id: number, name: string, change: Parameters<typeof laneOf>[0]) =>
      laneOf({
        board: { id: `${id}`, name },
        since: looked - 3 * 60 * MINUTE,
        retryAt: looked + 24 * MINUTE,
        ...change,
      });
    const notice = { since: looked - 3 * 60 * MINUTE, at: looked, times: 3 };
    return {
      ...health,
      lanes: [
        lane(10, 'Checkout', {
          speaker: 'nobody',
          status: null,
          detail: 'SSLHandshakeException: PKIX path building failed: unable to find valid certification path',
        }),
        lane(11, 'Search', { kind: 'removals', status: 403, detail: 'This token may not use the board.' }),
        lane(12, 'Accounts', {
          kind: 'feed',
          speaker: 'between',
          status: 403,
          detail: 'Request blocked. Rule 17.',
        }),
        lane(13, 'Reports', { kind: 'team', speaker: 'nobody', status: null, detail: 'Read timed out' }),
        lane(14, 'Returns', { kind: 'feed', status: 500, detail: 'Something went wrong on our side.' }),
        lane(15, 'Pricing', {}),
        lane(16, 'Partners', {}),
      ],
      projects: [
        ...(first === undefined
          ? []
          : [
              {
                ...first,
                notices: [
                  { ...notice, kind: 'result-unreadable' as const, subject: '40018' },
                  { ...notice, kind: 'result-incomplete' as const, subject: 'alignment' },
                  { ...notice, kind: 'field-too-small' as const, subject: 'Score' },
                ],
              },
            ]),
        ...health.projects.slice(1),
      ],
    };
  });
  return PAGE;
}

const causes: readonly Screen[] = [
  {
    key: 'administration-health-causes',
    says: 'calls to many boards fail, each for a reason of its own, and results cannot be read',
    open: everyCause,
    shows: '[data-test~="finding"][data-key="more-lanes"]',
  },
];

async function recover(world: World): Promise<void> {
  await heal(world);
  await administer(world, 'test-connection', {});
  await world.pass(11 * MINUTE);
}

async function prepare(world: World): Promise<void> {
  await putOnBoard(world);
  await administer(world, 'integration', { how: 'by-hand' });
  await newProject(world, OTHER, 'Operations');
  await connect(world, OTHER, {
    ...ON_OTHER_BOARD,
    builtIn: { status: null, type: null, assignee: null },
  });
  await createIn(world, OTHER, 'Order paper');
  await createPushed(world, 'Show the delivery date in the cart');
  await world.pass(6 * MINUTE);
}

export const TROUBLE: Scene = {
  name: 'what fails for good',
  login: 'admin',
  prepare,
  dress: addressIsKnown,
  screens: [...firewall, ...board, ...proxy, ...causes],
};
