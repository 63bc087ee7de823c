import { describe, expect, it } from 'vitest';
import type { Overview } from '../../src/shared/api.ts';
import { isUnfolded, STEPS, stepStates } from '../../widgets/settings/steps/steps.ts';
import { connectedProject, overviewWith } from './overview.ts';

const integration = (state: Overview['integration']['state']): Overview['integration'] => ({
  state,
  user: null,
  projects: null,
  notes: [],
  complaint: null,
  at: null,
});
const states = (overview: Overview) => Object.values(stepStates(overview));
const unfolded = (overview: Overview) => STEPS.filter((step) => isUnfolded(step, stepStates(overview)));

describe('the steps of the connection', () => {
  it.each([
    [
      'before a token',
      { boards: [], connection: { state: 'no-token' } },
      ['open', 'later', 'later'],
      ['account'],
    ],
    ['with an account', {}, ['done', 'open', 'open'], ['reading', 'projects']],
    [
      'when the last test failed',
      { connection: { reason: 'ducalis-busy' } },
      ['attention', 'open', 'open'],
      ['account', 'projects'],
    ],
    [
      'while Ducalis is asked',
      { integration: integration('asking') },
      ['done', 'open', 'open'],
      ['reading', 'projects'],
    ],
    [
      'when Ducalis cannot read',
      { integration: integration('refused'), projects: [connectedProject()] },
      ['done', 'attention', 'done'],
      ['reading', 'projects'],
    ],
    [
      'when Ducalis can read',
      { integration: integration('connected') },
      ['done', 'done', 'open'],
      ['projects'],
    ],
    [
      'with a project that is paused',
      {
        integration: integration('by-hand'),
        projects: [connectedProject({ suspendedReason: 'board-disabled' })],
      },
      ['done', 'done', 'attention'],
      ['projects'],
    ],
    [
      'with a token that is revoked',
      { connection: { state: 'suspended' }, projects: [connectedProject()] },
      ['attention', 'open', 'done'],
      ['account', 'projects'],
    ],
  ] satisfies [string, Parameters<typeof overviewWith>[0], string[], string[]][])(
    'stand and open as they should %s',
    (_when, change, expected, open) => {
      expect(states(overviewWith(change))).toEqual(expected);
      expect(unfolded(overviewWith(change))).toEqual(open);
    },
  );
});
