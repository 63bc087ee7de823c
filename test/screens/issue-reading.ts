/** The panel on an issue with the Ducalis of today, which takes no issues and writes Sync Back fields. */
import { configure } from '../fixtures/life.ts';
import { PROJECT } from '../fixtures/world.ts';
import { page, state } from './issue.ts';
import type { Scene } from './screen.ts';
import { attachApp, SETTINGS, saveToken } from './steps.ts';

export const ISSUE_READING: Scene = {
  name: 'the panel on an issue, with the Ducalis of today',
  login: 'admin',
  documentedOnly: true,
  async prepare(world) {
    await saveToken(world);
    await attachApp(world);
    await configure(world, PROJECT, { ...SETTINGS, matches: [] });
  },
  screens: [
    {
      key: 'issue-reading-only',
      says: 'this Ducalis takes no issues, and there is no result',
      open: () => page(`${PROJECT}-2`),
      shows: state('push-unsupported'),
    },
    {
      key: 'issue-sync-back',
      says: 'a result from Sync Back fields',
      open: async ({ world }) => {
        await world.as('admin').post(`issues/${PROJECT}-1`, {
          customFields: [
            { name: 'Priority 🚀 Ducalis', $type: 'SimpleIssueCustomField', value: '⭐ 1' },
            { name: 'Alignment 🚀 Ducalis', $type: 'SimpleIssueCustomField', value: 42 },
          ],
        });
        return page(`${PROJECT}-1`);
      },
      shows: '[data-test~="issue-source"]',
    },
  ],
};
