/** TEMPORARY stand-in for engine and REST. */
import { Hono } from 'hono';
import type { AppDescription, WidgetDescription, YouTrack } from '../../../src/engine/types.ts';
import { Store } from '../../../src/model/store.ts';
import { Transaction } from '../../../src/model/transaction.ts';
import { probeApp } from './probe-app.ts';
import { seed } from './seed.ts';

export function stub() {
  const store = new Store();
  const tx = new Transaction(store, '');
  const s = seed(tx);
  tx.commit();
  const files = probeApp();
  const manifest = JSON.parse(new TextDecoder().decode(files.get('manifest.json')));
  const widgets: WidgetDescription[] = manifest.widgets.map((w: WidgetDescription) => ({
    app: 'probe',
    appTitle: 'Probe',
    appVersion: '1.0.0',
    key: w.key,
    name: w.name,
    indexPath: w.indexPath,
    extensionPoint: w.extensionPoint,
    permissions: [],
    iconPath: null,
    expectedDimensions: w.expectedDimensions ?? null,
  }));
  const app: AppDescription = {
    id: '200-1',
    name: 'probe',
    title: 'Probe',
    version: '1.0.0',
    enabled: true,
    widgets,
    scripts: [],
    missingRequiredSettings: [],
  };
  const read = <T>(work: (tx: Transaction) => T): T => work(new Transaction(store, '', true));
  const youTrack = {
    store,
    read,
    apps: {
      list: () => [app],
      find: (n: string) => (n === 'probe' ? app : undefined),
      file: (_: string, p: string) => files.get(p) ?? files.get(`widgets/${p}`),
      usages: () => [],
    },
    widgets: (p: string) => widgets.filter((w) => w.extensionPoint === p),
    // biome-ignore lint: temporary
  } as any as YouTrack;
  const rest = new Hono();
  rest.get('/users/me', (c) => c.json({ login: 'ada', $type: 'Me' }));
  rest.get('/issues', (c) =>
    c.req.query('query') === 'sort by:'
      ? c.json({ error: 'invalid_query', error_description: "Can't parse search query, x" }, 400)
      : c.json([{ idReadable: 'DEMO-1', summary: s.summary, resolved: null, updated: 1700000000000 }]),
  );
  rest.post('/issues', async (c) => {
    const b = await c.req.json();
    const t = new Transaction(store, s.ada);
    t.create('Issue', {
      project: { ref: b.project.id },
      summary: b.summary,
      numberInProject: 3,
      created: 1,
      updated: 1,
      reporter: { ref: s.ada },
    });
    t.commit();
    return c.json({ idReadable: 'DEMO-3' });
  });
  const el = (name: string) => {
    const [id] = read((t) => [...t.find('BundleElement', 'name', name)]);
    return { ref: id ?? '' };
  };
  rest.post('/issues/:id', async (c) => {
    const body = await c.req.json();
    const t = new Transaction(store, s.ada);
    const issue = c.req.param('id');
    if (body.summary === 'refused')
      return c.json({ error: 'x', error_description: 'A rule refused it' }, 400);
    if (body.summary) t.set(issue, 'summary', body.summary);
    for (const { name, value: v } of body.customFields ?? []) {
      const w =
        v === null
          ? null
          : Array.isArray(v)
            ? v.map((x) => el(x.name))
            : v.name
              ? el(v.name)
              : v.login
                ? { ref: s.ada }
                : v.presentation
                  ? { minutes: 600 }
                  : (v.text ?? v);
      t.set(issue, `field:${name}`, w);
    }
    t.commit();
    return c.json({ id: issue, $type: 'Issue' });
  });
  rest.get('/extensionEndpoints/probe/global/hello', (c) => c.json({ who: 'ada', asked: c.req.query('q') }));
  rest.post('/extensionEndpoints/probe/global/refuse', async (c) =>
    c.json({ error: { code: 'no', sent: await c.req.json() } }, 422),
  );
  rest.get('/issues/:id/extensionEndpoints/probe/issue/where', (c) => c.json({ issue: 'DEMO-1' }));
  return { youTrack, rest, s, app };
}
