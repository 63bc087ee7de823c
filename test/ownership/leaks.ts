/** Tests that each leave something behind. `ownership.test.ts` runs them and expects each to fail by its name. */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { createServer } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { own } from '../fixtures/owner.ts';
import { leavePage, openBrowser } from '../fixtures/pages.ts';

let browser: Browser;
let url: string;
beforeAll(async () => {
  browser = await openBrowser();
  const server = createServer((_request, response) => void response.end('a page'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  own('the server', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  url = `http://127.0.0.1:${address.port}/`;
});

async function blank(): Promise<Page> {
  const context = await browser.newContext();
  return context.newPage();
}

/** Settles when the page has begun a request that `answer` is to answer. */
async function ask(page: Page, answer: Parameters<Page['route']>[1]): Promise<void> {
  const asked = new Promise<void>((resolve) => {
    void page.route('**/*', (route, request) => {
      resolve();
      return answer(route, request);
    });
  });
  await page.evaluate((address) => void fetch(address, { mode: 'no-cors' }), url);
  await asked;
}

it('a route that fails', async () => {
  await ask(await blank(), () => Promise.reject(new Error('of the route')));
});

it('a route that answers after the test has closed its page', async () => {
  const page = await blank();
  const closed = page.waitForEvent('close');
  await ask(page, async (route) => {
    const answer = await route.fetch();
    await page.context().close();
    await route.fulfill({ body: await answer.text() });
  });
  await closed;
});

it('a route that never ends', async () => {
  await ask(await blank(), () => new Promise(() => undefined));
});

it('a server', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  expect(server.listening).toBe(true);
});

it('a process', () => {
  expect(spawn('sleep', ['60']).pid).toBeGreaterThan(0);
});

it('a watcher of files', () => {
  expect(watch(import.meta.dirname)).toBeDefined();
});

it('a timer', () => {
  expect(setTimeout(() => undefined, 60_000)).toBeDefined();
});

it('a promise that is rejected', () => {
  void Promise.reject(new Error('of the promise'));
});

it('something that does not end', () => {
  own('the thing', () => Promise.reject(new Error('stuck')));
});

it('nothing: a route that is still answering is waited for', async () => {
  await ask(await blank(), async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ body: await answer.text() });
  });
});

it('nothing: a page that the test leaves itself', async () => {
  const page = await blank();
  await leavePage(page);
  expect(page.isClosed()).toBe(true);
});
