/** The administration page. */
import type { Scene } from './screen.ts';
import { askAs, breakApp, DEVELOPER, holdBack } from './steps.ts';

const PAGE = '/admin/app/ducalis/settings';
const OVERVIEW = 'admin/overview';

export const ADMINISTRATION: Scene = {
  name: 'the administration page',
  login: 'admin',
  prepare: async () => undefined,
  screens: [
    {
      key: 'administration-not-connected',
      says: 'the first step: the API token of Ducalis',
      open: () => PAGE,
      shows: '[data-test~="ducalisToken-input"]',
    },
    {
      key: 'administration-loading',
      says: 'the answer is still out',
      open: async (stage) => {
        await holdBack(stage, OVERVIEW);
        return PAGE;
      },
      shows: '[data-test~="settings-widget"]',
    },
    {
      key: 'administration-error',
      says: 'the app failed, with a reference for an administrator',
      open: async (stage) => {
        await breakApp(stage, OVERVIEW);
        return PAGE;
      },
      shows: '[data-test~="error-panel"]',
    },
    {
      key: 'administration-no-permission',
      says: 'for somebody who is not a system administrator',
      open: async (stage) => {
        await askAs(stage, OVERVIEW, DEVELOPER);
        return PAGE;
      },
      shows: '[data-test~="error-panel"]',
    },
  ],
};
