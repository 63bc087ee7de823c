import { beforeAll, describe, expect, it } from 'vitest';
import { createIn, OTHER_BOARD } from '../fixtures/life.ts';
import { openBrowser } from '../fixtures/pages.ts';
import { MINUTE } from '../fixtures/results.ts';
import { BOARD, PROJECT, startWorld, type World } from '../fixtures/world.ts';
import { ADMIN, PAGE, type Settings, settingsOn } from './settings-page.ts';
import { named, tick, visit } from './visit.ts';

const SHAPED_LIKE_A_TOKEN = 'perm:YWRtaW4=.RHVjYWxpcw==.c2lnbmF0dXJl';

let world: World;
let settings: Settings;
beforeAll(async () => {
  const [browser, started] = await Promise.all([openBrowser(), startWorld({ connect: false })]);
  world = started;
  settings = settingsOn(await visit(browser, world, PAGE));
});

describe('the administration page', () => {
  const overview = () => world.as('admin').get(`${ADMIN}/overview`);
  const youTrackToken = () => world.standIns.tokens.get('admin') ?? 'the seed has no admin';

  describe('step 1', () => {
    it('leaves everything as it was when the confirmation is denied', async () => {
      await settings.saveToken('ducalisToken', world.standIns.ducalisToken);
      await settings.confirm('Deny');
      await settings.part('error-sentence').getByText('did not let the request through').waitFor();
      expect(await overview()).toMatchObject({ connection: { state: 'no-token' } });
      await settings.reached('reading', 'later');
    });

    it('says that a wrong token is wrong', async () => {
      await settings.saveToken('ducalisToken', 'not-the-token');
      await settings.confirm('Allow');
      await settings.reached('account', 'attention');
      await settings.step('account').getByText('Ducalis did not accept the API token').waitFor();
    });

    it('connects with the right token, forgets it at once, and folds up', async () => {
      await settings.saveToken('ducalisToken', `  ${world.standIns.ducalisToken} `);
      await settings.confirm('Allow');
      await settings.reached('account', 'done');
      await settings.part('ducalisToken-input').waitFor({ state: 'detached' });
      const frame = settings.page.frames().find((candidate) => candidate.parentFrame() !== null);
      expect(await frame?.content()).not.toContain(world.standIns.ducalisToken);
    });

    it('shows the boards and whether issues can be sent when it is opened again', async () => {
      await settings.part('step-account-toggle').click();
      await settings.part('boards').getByText('Product backlog').waitFor();
      await settings.part('push-supported').waitFor();
      expect(await settings.part('ducalisToken-input').inputValue()).toBe('');
    });

    it.each([
      ['of a YouTrack', SHAPED_LIKE_A_TOKEN, 'This is a YouTrack token'],
      ['in quotation marks', '"a-token"', 'without quotation marks'],
      ['with a line break inside', 'a-to\nken', 'no spaces or line breaks'],
      ['with a space inside', 'a-to ken', 'no spaces or line breaks'],
      ['with "Bearer" in front', 'Bearer a-token', 'without the word "Bearer"'],
      ['of a megabyte', 'a'.repeat(1_000_000), 'far too long'],
    ])('says at once what is wrong with a token %s, and sends nothing', async (_kind, token, sentence) => {
      await settings.paste('ducalisToken', token);
      await settings.step('account').getByText(sentence).waitFor();
      await settings.part('ducalisToken-save').click();
      expect(await settings.page.locator('dialog').count()).toBe(0);
    });
  });

  describe('step 2', () => {
    it('has the base URL, the name and the scopes of the token ready', async () => {
      await expect
        .poll(() => settings.part('base-url').inputValue({ timeout: 5_000 }))
        .toBe(`${world.standIns.youTrackUrl}/`);
      expect(await settings.part('token-name').inputValue()).toBe('Ducalis.io');
      await settings.step('reading').getByText('YouTrack Administration').waitFor();
      expect(await settings.part('account-security').first().getAttribute('href')).toBe(
        `${world.standIns.youTrackUrl}/users/me?tab=account-security`,
      );
    });

    it('takes no token of Ducalis', async () => {
      await settings.saveToken('youtrackToken', 'a-token-of-ducalis');
      await settings.step('reading').getByText('This is not a YouTrack token').waitFor();
      expect(await overview()).toMatchObject({ hasYouTrackToken: false });
    });

    const send = async (token: string) => {
      await settings.saveToken('youtrackToken', token);
      await settings.confirm('Allow');
      await expect.poll(() => settings.part('youtrackToken-input').inputValue()).toBe('');
      await settings.part('send-token').click();
      await settings.step('reading').getByText('Ducalis is trying the token').waitFor();
      await world.pass(1_000);
    };

    it('says why Ducalis could not read with a token that is revoked', async () => {
      await send(SHAPED_LIKE_A_TOKEN);
      await settings.part('integration-refused').waitFor();
      await settings.part('integration-complaint').getByText('Ducalis says:').waitFor();
      await settings.reached('reading', 'attention');
    });

    it('lets Ducalis read YouTrack, and says as whom and how many projects', async () => {
      await send(youTrackToken());
      await settings.reached('reading', 'done');
      await settings
        .step('reading')
        .getByText('Ducalis reads 2 projects of this YouTrack as admin')
        .waitFor();
    });
  });

  describe('step 3', () => {
    it('is where a page that was left is taken up again', async () => {
      await settings.page.reload();
      await settings.reached('projects', 'open');
      await settings.project('OPS').getByText('1 issue').waitFor();
      expect(await settings.part('ducalisToken-input').count()).toBe(0);
      expect(await settings.part('base-url').count()).toBe(0);
    });

    it('finds projects by name and key, and says when there is none', async () => {
      await settings.part('project-search').fill('operat');
      await settings.part('project-found').getByText('1 of 2 projects').waitFor();
      await settings.part('project-search').fill('nowhere');
      await settings.part('project-no-match').waitFor();
      await settings.part('project-clear-search').click();
      await settings.project(PROJECT).waitFor();
    });

    it('connects what was attached when the next question is denied, and names what is left', async () => {
      await tick(settings.part('choose-all'));
      await settings.choose('connect-board', 'Platform');
      await settings.part('connect-before').getByText('asks you 2 times').waitFor();
      await settings.part('connect').click();
      await settings.part('connect-progress').getByText('Attaching 1 of 2').waitFor();
      await settings.confirm('Allow');
      await settings.part('connect-progress').getByText('Attaching 2 of 2').waitFor();
      await settings.confirm('Deny');
      await settings.part('connect-failed').getByText('Operations:').waitFor();
      expect(await overview()).toMatchObject({ projects: [{ key: PROJECT, board: { id: OTHER_BOARD } }] });
    });

    it('goes on with what is left', async () => {
      await settings.part('connect-retry').click();
      await settings.confirm('Allow');
      await settings.part('connect-done').getByText('2 projects are connected').waitFor();
      await settings.reached('projects', 'done');
      await settings.projectIs('OPS', 'importing');
      await world.pass(10 * MINUTE);
      await settings.projectIs('OPS', 'up-to-date');
      expect((await world.sandbox.issues(OTHER_BOARD)).map(({ key }) => key)).toContain('OPS-1');
    });

    it("links to each project's own settings", async () => {
      expect(await settings.project('OPS').locator(named('project-settings')).getAttribute('href')).toBe(
        `${world.standIns.youTrackUrl}/projects/OPS/settings?tab=ducalis%2Fproject`,
      );
    });

    it('keeps the issues of a project on the board when it is taken off so', async () => {
      await settings.project('OPS').locator(named('project-disconnect')).click();
      await settings.part('disconnect-confirm').click();
      await settings.projectIs('OPS', 'not-connected');
      await createIn(world, 'OPS', 'After that');
      await world.pass(10 * MINUTE);
      const keys = (await world.sandbox.issues(OTHER_BOARD)).map(({ key }) => key);
      expect(keys).toContain('OPS-1');
      expect(keys).not.toContain('OPS-2');
    });

    it('removes them when that is chosen, and shows the project as leaving until then', async () => {
      await settings.project(PROJECT).locator(named('project-disconnect')).click();
      await tick(settings.part('disconnect-remove'));
      await settings.part('disconnect-confirm').click();
      await settings.projectIs(PROJECT, 'leaving');
      await world.pass(60 * MINUTE);
      await settings.projectIs(PROJECT, 'not-connected');
      const keys = (await world.sandbox.issues(OTHER_BOARD)).map(({ key }) => key);
      expect(keys.filter((key) => key.startsWith(PROJECT))).toEqual([]);
    });

    it('says which boards project administrators may choose', async () => {
      await tick(settings.part('allowed-some'));
      await tick(settings.part('allowed-board').getByRole('checkbox', { name: 'Product backlog' }));
      await settings.part('allowed-save').click();
      await expect.poll(overview).toMatchObject({ allowedBoards: [BOARD] });
      await tick(settings.part('allowed-all'));
      await settings.part('allowed-save').click();
      await expect.poll(overview).toMatchObject({ allowedBoards: null });
    });
  });
});
