/** Apps of JetBrains that are little but widgets: each does in Chromium what it is there for. */
import type { Frame } from 'playwright-core';
import { STARTER } from '../src/seed/starter.ts';
import type { Check } from './checks.ts';
import { check } from './checks.ts';
import { onStage } from './stage.ts';

/** Article Feedback: a reader says what is missing, and the statistics show it. */
export function checkArticleFeedback(checkout: string): Promise<readonly Check[]> {
  return onStage({ checkout, app: 'article-feedback', seed: STARTER }, async ({ page, open, widget }) => [
    await check('its form takes what a reader says', async () => {
      const form = await open('/articles/DEMO-A-1', 'feedback-form');
      await form.getByText('No', { exact: true }).click();
      await form.locator('textarea').fill('Too short');
      await form.getByRole('button', { name: 'Submit' }).click();
      await shows(form, 'Thanks for your feedback!');
    }),
    await check('its statistics show it, with its author', async () => {
      await page.getByRole('button', { name: 'View feedback' }).click();
      const statistics = await widget('feedback-statistics');
      await shows(statistics, 'Not helpful: 1');
      await shows(statistics, 'Too short');
      await shows(statistics, 'Ada Admin');
    }),
  ]);
}

/** Document List Widget: configured on the dashboard, it lists what its search finds, also when it is opened again. */
export function checkDocumentList(checkout: string): Promise<readonly Check[]> {
  return onStage({ checkout, app: 'documents-list', seed: STARTER }, async ({ page, open }) => [
    await check('is configured, and lists what its search finds', async () => {
      const list = await open('/dashboard', 'documents-list');
      await list.locator('[contenteditable]').click();
      await page.keyboard.type('project: DEMO');
      await list.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('button', { name: "Allow and don't ask again" }).click();
      await shows(list, 'Look around');
    }),
    await check('keeps its configuration', async () => {
      await shows(await open('/dashboard', 'documents-list'), 'Look around');
    }),
  ]);
}

/** Vote Histogram: opened from the menu of an issue, it counts the votes in the activities. */
export function checkVotesHistogram(checkout: string): Promise<readonly Check[]> {
  const voter = { login: 'vera', fullName: 'Vera Voter', roles: [{ role: 'Developer' as const }] };
  const seed = { ...STARTER, users: [...STARTER.users, voter] };
  return onStage({ checkout, app: 'votes-histogram', seed }, async ({ server, page, widget }) => [
    await check('counts a vote', async () => {
      const token = server.users.find(({ login }) => login === voter.login)?.token;
      const { ok } = await fetch(`${server.url}/api/issues/DEMO-1/voters`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ hasVote: true }),
      });
      if (!ok) throw new Error('the vote was refused');
      await page.goto(`${server.url}/issue/DEMO-1`);
      await page.getByRole('button', { name: 'Issue Votes Histogram' }).click();
      const histogram = await widget('votes-histogram');
      await histogram.getByText('1', { exact: true }).waitFor();
    }),
  ]);
}

const TAB = 'all-workflow-rules';
const RULES: ReadonlyMap<string, Uint8Array> = new Map(
  Object.entries({
    'manifest.json': JSON.stringify({ name: 'two-rules', title: 'Two rules', version: '1.0.0' }),
    'first.js': rule('The first rule'),
    'second.js': rule('The second rule'),
  }).map(([path, text]) => [path, new TextEncoder().encode(text)]),
);

function rule(title: string): string {
  return `const entities = require('@jetbrains/youtrack-scripting-api/entities');
exports.rule = entities.Issue.onChange({title: ${JSON.stringify(title)}, guard: () => true, action: () => {}});`;
}

/** Workflow Rule Manager: lists the rules of a project, switches them off and orders them. */
export function checkRuleManager(checkout: string): Promise<readonly Check[]> {
  const setting = { checkout, app: 'project-workflows', seed: STARTER, besides: [RULES] };
  return onStage(setting, async ({ server, page, open }) => {
    const { apps } = server.youTrack;
    const rules = () => apps.usages({ app: 'two-rules' }).flatMap(({ project }) => apps.ruleUsages(project));
    const priorityOf = (name: string) => rules().find(({ script }) => script === name)?.priority ?? 0;
    const tab = await open(`/projects/DEMO/settings?tab=project-workflows/${TAB}`, TAB);
    return [
      await check('lists the rules of a project', async () => {
        await shows(tab, 'The first rule');
        await shows(tab, 'The second rule');
      }),
      await check('puts a rule before the others', async () => {
        const highest = 'Set the The second rule rule as the highest priority';
        await tab.getByRole('button', { name: highest }).click();
        const written = page.waitForResponse((answer) => answer.request().method() !== 'GET');
        await page.getByRole('button', { name: "Allow and don't ask again" }).click();
        await written;
        if (priorityOf('second') <= priorityOf('first')) throw new Error('the order stayed as it was');
      }),
    ];
  });
}

async function shows(frame: Frame, text: string): Promise<void> {
  await frame.getByText(text).first().waitFor();
}
