/** The pages themselves: what a person sees, changes and may not see. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Visitor } from './support/visitor.ts';

let visitor: Visitor;

beforeAll(async () => {
  visitor = await Visitor.start();
});

afterEach(() => visitor.leave());

afterAll(() => visitor.stop());

const field = (name: string) => visitor.page.locator(`[data-field-name="${name}"] [name=value]`);

describe('the shell', () => {
  it('says what it is and lets one choose who looks', async () => {
    await visitor.open('/login?from=/youtrack/projects', '');
    expect(await visitor.page.locator('header.top').textContent()).toContain('YouTrack emulator');
    await visitor.page.getByRole('button', { name: visitor.emulator.adaName }).click();
    await visitor.page.waitForURL('**/youtrack/projects');
    expect(await visitor.page.locator('[data-test=me]').textContent()).toBe(visitor.emulator.adaName);
    await visitor.page.getByRole('link', { name: 'Demo' }).waitFor();
  });

  it('goes on to its own pages only', async () => {
    await visitor.open('/login?from=https://example.org/');
    await visitor.page.getByRole('button', { name: visitor.emulator.adaName }).click();
    await visitor.page.waitForURL('**/youtrack/issues');
  });

  it('keeps the theme that was chosen', async () => {
    await visitor.open('/projects');
    await visitor.page.getByRole('link', { name: 'Dark' }).click();
    await visitor.page.goto('/youtrack/issues');
    expect(await visitor.page.locator('html').getAttribute('class')).toBe('theme-dark');
  });
});

describe('the article page', () => {
  it('shows what is stored: text, comments and the tree', async () => {
    await visitor.open('/articles/DEMO-A-1');
    const { page } = visitor;
    expect(await page.locator('.markdown strong').textContent()).toBe('Read');
    const article = '/youtrack/api/articles/DEMO-A-1';
    await page.request.post(`${article}/comments`, { data: { text: 'A *comment*' } });
    await page.request.post(`${article}/childArticles`, { data: { summary: 'Below it' } });
    await page.reload();
    expect(await page.locator('.comment em').textContent()).toBe('comment');
    await page.getByRole('link', { name: 'Below it' }).click();
    await page.waitForURL('**/youtrack/articles/DEMO-A-2');
    expect(await page.getByRole('link', { name: 'An article' }).getAttribute('href')).toBe(
      '/youtrack/articles/DEMO-A-1',
    );
  });
});

describe('the issue page', () => {
  it('shows what people wrote as text, never as markup of the page', async () => {
    await visitor.open('/issue/DEMO-1');
    expect(await visitor.page.locator('[data-test=summary]').textContent()).toBe(visitor.emulator.summary);
    expect(await visitor.page.locator('.description').textContent()).toContain('<img src=x');
    expect(await visitor.page.locator('.description img, .description [href^="javascript:"]').count()).toBe(
      0,
    );
    expect(await visitor.page.locator('.description strong').textContent()).toBe('bold');
  });

  it('changes fields of every kind through REST', async () => {
    await visitor.open('/issue/DEMO-1');
    const saved = async (work: () => Promise<unknown>): Promise<void> => {
      const answer = visitor.page.waitForResponse((response) => response.request().method() === 'POST');
      await work();
      expect((await answer).status()).toBe(200);
      await visitor.page.locator('.saving').waitFor({ state: 'detached' });
    };
    await saved(() => field('Priority').selectOption('Minor'));
    await saved(() => field('State').selectOption('Fixed'));
    await saved(() => field('Assignee').selectOption('ada'));
    await saved(() =>
      field('Points')
        .fill('5')
        .then(() => field('Points').blur()),
    );
    await saved(() =>
      field('Estimate')
        .fill('1d 2h')
        .then(() => field('Estimate').blur()),
    );
    await saved(() =>
      field('Due')
        .fill('2030-05-06')
        .then(() => field('Due').blur()),
    );
    await saved(() =>
      field('Notes')
        .fill('A note')
        .then(() => field('Notes').blur()),
    );
    await visitor.page.locator('[data-field-name=Labels] summary').click();
    await saved(() => visitor.page.getByRole('checkbox', { name: 'Major' }).click());

    await visitor.page.reload();
    expect(await field('Priority').inputValue()).toBe('Minor');
    expect(await field('State').inputValue()).toBe('Fixed');
    expect(await field('Assignee').inputValue()).toBe('ada');
    expect(await field('Points').inputValue()).toBe('5');
    expect(await field('Estimate').inputValue()).toBe('1d 2h');
    expect(await field('Due').inputValue()).toBe('2030-05-06');
    expect(await field('Notes').inputValue()).toBe('A note');
    expect(await visitor.page.locator('[data-field-name=Labels] summary').textContent()).toBe('Major');
  });

  it('changes the summary without reloading widgets, and tells them', async () => {
    await visitor.open('/issue/DEMO-2');
    const iframe = await visitor.page.waitForSelector('[data-key=panel][data-registered] iframe');
    const panel = await iframe.contentFrame();
    await visitor.page.getByRole('button', { name: 'Edit' }).click();
    await visitor.page.getByLabel('Summary').fill('Another summary');
    await visitor.page.getByRole('button', { name: 'Save' }).click();
    await visitor.page.locator('[data-test=summary]', { hasText: 'Another summary' }).waitFor();
    await expect.poll(() => panel?.evaluate('heard.refreshed')).toBe(1);
  });

  it('says why a change was refused and shows what is really there', async () => {
    await visitor.open('/issue/DEMO-2');
    await visitor.page.getByRole('button', { name: 'Edit' }).click();
    await visitor.page.getByLabel('Summary').fill('refused');
    await visitor.page.getByRole('button', { name: 'Save' }).click();
    await visitor.page.locator('.toast.error', { hasText: 'A rule refused it' }).waitFor();
    expect(await visitor.page.locator('[data-test=summary]').textContent()).not.toBe('refused');
  });

  it('is not there for those who may not see the issue', async () => {
    await visitor.open('/issue/DEMO-1', '');
    expect(await visitor.page.locator('main').textContent()).not.toContain(visitor.emulator.summary);
    expect(await visitor.page.locator('h1').textContent()).toBe('Not found');
  });
});

describe('the other pages', () => {
  it('lists what a query finds and says what is wrong with it', async () => {
    await visitor.open('/issues?q=project:%20DEMO');
    await visitor.page.getByRole('link', { name: visitor.emulator.summary }).click();
    await visitor.page.waitForURL('**/youtrack/issue/DEMO-1');
    await visitor.page.goto(`/youtrack/issues?q=${encodeURIComponent('sort by:')}`);
    await expect
      .poll(() => visitor.page.locator('[data-issue-list]').textContent())
      .toContain("Can't parse search query");
  });

  it('creates an issue', async () => {
    await visitor.open('/newIssue?project=DEMO');
    await visitor.page.getByLabel('Summary').fill('Made in the browser');
    await visitor.page.getByRole('button', { name: 'Create' }).click();
    await visitor.page.waitForURL(/\/youtrack\/issue\/DEMO-\d+$/);
    expect(await visitor.page.locator('[data-test=summary]').textContent()).toBe('Made in the browser');
  });

  it('leads from administration to the pages of apps', async () => {
    await visitor.open('/admin');
    await visitor.page.locator('[data-test=app-probe]').waitFor();
    await visitor.page.getByRole('link', { name: 'Probe settings' }).click();
    await visitor.page.waitForURL('**/youtrack/admin/app/probe/settings');
    await visitor.page.waitForSelector('[data-key=settings][data-registered]');
  });

  it('opens the tab of a widget in the project and in its settings', async () => {
    await visitor.open('/projects/DEMO');
    await visitor.page.getByRole('link', { name: 'Probe tab' }).click();
    await visitor.page.waitForSelector('[data-key=tab][data-registered]');
    await visitor.page.goto('/youtrack/projects/DEMO/settings');
    await visitor.page.getByRole('link', { name: 'Probe project' }).click();
    await visitor.page.waitForSelector('[data-key=project][data-registered]');
  });

  it('serves the files of widgets to opaque origins, for good, and nothing for another version', async () => {
    await visitor.open('/projects');
    const file = await visitor.page.request.get('/youtrack/app-assets/probe/1.0.0/widgets/probe/probe.js');
    expect(file.headers()).toMatchObject({
      'content-type': expect.stringContaining('text/javascript'),
      'access-control-allow-origin': '*',
      'cache-control': expect.stringContaining('immutable'),
    });
    const other = await visitor.page.request.get('/youtrack/app-assets/probe/9.9.9/widgets/probe/probe.js');
    expect(other.status()).toBe(404);
  });
});
