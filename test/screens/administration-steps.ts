/** What the lists of the administration page have in common. */
import { AddressSchema, type Health, HealthSchema } from '../../src/shared/administration.ts';
import { type Overview, OverviewSchema } from '../../src/shared/api.ts';
import { FAILED } from '../fixtures/envelopes.ts';
import type { Stage } from './screen.ts';
import { changeAnswer } from './steps.ts';

export const PAGE = '/admin/app/ducalis/settings';
export const OVERVIEW = 'admin/overview';
export const HEALTH = 'admin/health';

/** The address of this YouTrack without the port of a test. */
export function addressIsKnown(stage: Stage): Promise<void> {
  return changeAnswer(stage, 'admin/address', AddressSchema, () => ({
    baseUrl: 'https://nordlicht.youtrack.cloud',
  }));
}

/** Every call of an endpoint ends in the app's own error. The page asks several at once: no fault would hit only one. */
export async function fails({ page }: Stage, endpoint: string): Promise<string> {
  await page.route(`**/${endpoint}*`, (route) => route.fulfill(FAILED));
  return PAGE;
}

export function changeOverview(stage: Stage, change: (overview: Overview) => Overview): Promise<void> {
  return changeAnswer(stage, OVERVIEW, OverviewSchema, change);
}

export function changeHealth(stage: Stage, change: (health: Health) => Health): Promise<void> {
  return changeAnswer(stage, HEALTH, HealthSchema, change);
}

/** Another state of the connection. */
export async function connectionIs(
  stage: Stage,
  connection: Partial<Overview['connection']>,
  more: Partial<Overview> = {},
): Promise<string> {
  await changeOverview(stage, (overview) => ({
    ...overview,
    ...more,
    connection: { ...overview.connection, ...connection },
  }));
  return PAGE;
}

/** Another state of Ducalis reading this YouTrack. */
export async function readingIs(
  stage: Stage,
  integration: Partial<Overview['integration']>,
): Promise<string> {
  await changeOverview(stage, (overview) => ({
    ...overview,
    integration: { ...overview.integration, ...integration },
  }));
  return PAGE;
}

export function unfold({ part }: Stage, step: 'account' | 'reading' | 'projects'): Promise<void> {
  return part(`step-${step}-toggle`).click();
}

export async function saveTyped({ part }: Stage, name: 'ducalisToken' | 'youtrackToken', token: string) {
  await part(`${name}-input`).fill(token);
  await part(`${name}-save`).click();
}

/** Answers YouTrack's own question, which stands outside of the widget. */
export function answerYouTrack({ page }: Stage, answer: 'Allow' | 'Deny'): Promise<void> {
  return page.getByRole('button', { name: answer, exact: true }).click();
}
