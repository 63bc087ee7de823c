/** How far the connection has come. Read from the app's state alone, so that anybody can go on anywhere. Pure. */

import type { Overview } from '../../../src/shared/api.ts';
import { type Message, message } from '../../messages/message.ts';

export const STEPS = ['account', 'reading', 'projects'] as const;
export type Step = (typeof STEPS)[number];

/** `later`: an earlier step has to be done first. */
export type StepState = 'later' | 'open' | 'done' | 'attention';

export function stepStates(overview: Overview): Readonly<Record<Step, StepState>> {
  const account = accountState(overview);
  const isReachable = overview.boards.length > 0;
  return {
    account,
    reading: isReachable ? readingState(overview) : 'later',
    projects: isReachable ? projectsState(overview) : 'later',
  };
}

function accountState({ connection }: Overview): StepState {
  switch (connection.state) {
    case 'connected':
      return connection.reason === null ? 'done' : 'attention';
    case 'suspended':
    case 'failed':
      return 'attention';
    default:
      return 'open';
  }
}

function readingState({ integration }: Overview): StepState {
  switch (integration.state) {
    case 'connected':
    case 'by-hand':
      return 'done';
    case 'refused':
    case 'failed':
      return 'attention';
    default:
      return 'open';
  }
}

function projectsState({ projects, abandoned }: Overview): StepState {
  if (abandoned.some(({ state }) => state === 'waiting')) return 'attention';
  if (projects.some(({ suspendedReason }) => suspendedReason !== null)) return 'attention';
  return projects.length > 0 ? 'done' : 'open';
}

/** Where to go on: the first step that is not done. Null when all are. */
export function nextStep(states: Readonly<Record<Step, StepState>>): Step | null {
  return STEPS.find((step) => states[step] === 'open' || states[step] === 'attention') ?? null;
}

/** A step that is done folds up; the projects stay in sight as soon as they can be connected, which needs no step 2. */
export function isUnfolded(step: Step, states: Readonly<Record<Step, StepState>>): boolean {
  if (step === 'projects') return states.projects !== 'later';
  return states[step] === 'attention' || nextStep(states) === step;
}

export function projectsSummary({ boards, projects }: Overview): Message {
  if (boards.length === 0) return message('settings.connectFirst');
  if (projects.length === 0) return message('settings.summary.choose');
  return message('settings.summary.connected', { count: projects.length });
}
