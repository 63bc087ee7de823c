/** Follows one edit all the way: REST → rule → Ducalis → vote → widget in a real browser, with the clock running. */
import * as v from 'valibot';
import { startBrowser } from '../stand-ins/browser.ts';
import { rest } from '../stand-ins/rest.ts';
import { until } from '../stand-ins/wait.ts';
import { DEMO_BOARD } from './demo-project.ts';
import type { Demo } from './set-up.ts';

export interface CheckReport {
  readonly issue: string;
  readonly editToDucalisMs: number;
  readonly voteToWidgetMs: number;
  /** All calls of the app so far. */
  readonly outboundRequests: number;
  readonly totalScore: string;
}

const CallsSchema = v.array(v.unknown());

export async function checkDemo(demo: Demo): Promise<CheckReport> {
  const { api, sandbox, standIns } = demo;
  const [issue] = demo.issues;
  if (issue === undefined) throw new Error('The demo project has no issue');

  const summary = `Checked at ${new Date().toISOString()}`;
  const edited = performance.now();
  await api.post(`issues/${issue}`, { summary });
  await until(`${issue} in Ducalis`, async () =>
    (await sandbox.issues(DEMO_BOARD)).find(({ key, name }) => key === issue && name === summary),
  );
  const editToDucalisMs = Math.round(performance.now() - edited);

  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    await page.context().addCookies([{ name: 'session', value: 'admin', url: standIns.youTrackUrl }]);
    await page.goto(`${standIns.youTrackUrl}/issue/${issue}`);
    const widget = page.frameLocator('iframe');
    await widget.getByText('No score yet').waitFor({ timeout: 60_000 });

    const voted = performance.now();
    await sandbox.vote(DEMO_BOARD, issue, { reach: 9, revenue: 8, effort: 2 });
    const score = widget.locator('[data-test~="issue-total-score"]');
    await score.waitFor({ timeout: 60_000 });
    const voteToWidgetMs = Math.round(performance.now() - voted);

    const root = standIns.youTrackUrl.replace(/\/youtrack$/, '');
    const calls = v.parse(CallsSchema, await rest(root, null).get('mock/http'));
    return {
      issue,
      editToDucalisMs,
      voteToWidgetMs,
      outboundRequests: calls.length,
      totalScore: ((await score.textContent()) ?? '').trim(),
    };
  } finally {
    await browser.close();
  }
}
