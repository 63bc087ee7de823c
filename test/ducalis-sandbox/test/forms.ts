/** The website without a browser: forms are posted, and pages read. */
import type { DucalisSandbox } from '../src/index.ts';

export interface Page {
  readonly status: number;
  /** Where it ended after redirects, without the origin. */
  readonly path: string;
  readonly html: string;
}

export async function get({ url }: DucalisSandbox, path: string): Promise<Page> {
  return seen(await fetch(url + path));
}

export async function submit(
  { url }: DucalisSandbox,
  path: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Page> {
  return seen(
    await fetch(url + path, { method: 'POST', headers: { Origin: url }, body: new URLSearchParams(fields) }),
  );
}

async function seen(answer: Response): Promise<Page> {
  return { status: answer.status, path: new URL(answer.url).pathname, html: await answer.text() };
}
