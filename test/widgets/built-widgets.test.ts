import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWidgets, WIDGET_KEYS } from '../../widgets/build.ts';
import { ownFolder } from '../fixtures/folder.ts';

const ISSUE_WIDGET_LIMIT = 100_000;

let dist: string;

beforeAll(async () => {
  dist = await ownFolder('widgets');
  await buildWidgets(dist);
}, 120_000);

async function built(key: string, extension: 'js' | 'css'): Promise<string> {
  return readFile(join(dist, 'widgets', key, `${key}.${extension}`), 'utf8');
}

describe.each(WIDGET_KEYS)('the built widget "%s"', (key) => {
  it('is one page, one script and one style file', async () => {
    const files = await readdir(join(dist, 'widgets', key));
    expect(files.sort()).toEqual(['index.html', `${key}.css`, `${key}.js`].sort());
  });

  it('names its files by relative URLs', async () => {
    const page = await readFile(join(dist, 'widgets', key, 'index.html'), 'utf8');
    const urls = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1]);
    expect(urls).toHaveLength(2);
    for (const url of urls) expect(url).toMatch(new RegExp(`^\\./${key}\\.(js|css)$`));
  });

  it('loads no further script and evaluates no text', async () => {
    const script = await built(key, 'js');
    const { module } = parseSync(`${key}.js`, script);
    expect([...module.staticImports, ...module.dynamicImports]).toEqual([]);
    expect(script.match(/\beval\s*\(|new Function\s*\(/)).toBeNull();
  });

  it('carries messages that are compiled, and no parser for others', async () => {
    const script = await built(key, 'js');
    expect(script).toContain('"common.reference":[{');
    expect(script).not.toContain('EXPECT_ARGUMENT_CLOSING_BRACE');
  });

  it('keeps the styles of the components it uses, in both themes, and drops others', async () => {
    const styles = await built(key, 'css');
    expect(styles).toContain('.ring-button-button');
    expect(styles).toContain('.ring-variables_dark-dark');
    expect(styles).not.toContain('.ring-date-picker');
  });

  it('calls YTApp in its own script only once registered', async () => {
    expect(await built(key, 'js')).toContain('YTApp.register(');
  });
});

describe('the built package', () => {
  it('has its icons at the root', async () => {
    expect(await readdir(dist)).toEqual(expect.arrayContaining(['icon.svg', 'icon-dark.svg']));
  });

  it(`loads the issue widget in at most ${ISSUE_WIDGET_LIMIT} bytes, gzipped`, async () => {
    const [script, style] = await Promise.all([built('issue', 'js'), built('issue', 'css')]);
    expect(gzipSync(script).length + gzipSync(style).length).toBeLessThanOrEqual(ISSUE_WIDGET_LIMIT);
  });
});
