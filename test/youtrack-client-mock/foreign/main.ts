/**
 * `npm run foreign -- <checkout>…`: runs apps that others wrote, unmodified, from a checkout of their repository. Their
 * code is no part of this repository.
 */

import { checkAppsTools } from './apps-tools.ts';
import { appName } from './checkout.ts';
import type { Check } from './checks.ts';
import { lines } from './checks.ts';
import { checkDemoApp } from './demo-app.ts';
import { checkOwnTests } from './own-tests.ts';
import { checkWebhookTriggers } from './webhook-triggers.ts';
import {
  checkArticleFeedback,
  checkDocumentList,
  checkRuleManager,
  checkVotesHistogram,
} from './widget-apps.ts';

const KNOWN: Readonly<Record<string, (checkout: string) => Promise<readonly Check[]>>> = {
  'webhook-triggers': async (checkout) => [
    ...(await checkWebhookTriggers(checkout)),
    await checkOwnTests(checkout),
  ],
  'yt-demo-app': checkDemoApp,
  'article-feedback': checkArticleFeedback,
  'documents-list': checkDocumentList,
  'votes-histogram': checkVotesHistogram,
  'project-workflows': checkRuleManager,
  '@jetbrains/youtrack-apps-tools': checkAppsTools,
};

const checkouts = process.argv.slice(2);
if (checkouts.length === 0) {
  console.error('npm run foreign -- <checkout of an app that is listed in the README>…');
  process.exitCode = 2;
}
try {
  for (const checkout of checkouts) await report(checkout);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function report(checkout: string): Promise<void> {
  const name = await appName(checkout);
  const run = KNOWN[name];
  if (!run) throw new Error(`${checkout} is ${name}; known are ${Object.keys(KNOWN).join(' and ')}`);
  const checks = await run(checkout);
  console.log(`${name}\n${lines(checks)}\n`);
  if (checks.some(({ problem }) => problem !== null)) process.exitCode = 1;
}
