/** JetBrains' Webhook Triggers: every kind of event is made in the emulator, and its payload must arrive. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import * as v from 'valibot';
import type { RunningServer } from '../src/index.ts';
import { createYouTrack } from '../src/index.ts';
import { builtPackage, filesBelow, type PackageFiles } from './checkout.ts';
import type { Check } from './checks.ts';
import { check } from './checks.ts';

const RECEIVER = 'https://hooks.example.com';
const TOKEN = 'a-token-of-thirty-two-characters!';
const HEADER = 'X-YouTrack-Token';

const PayloadSchema = v.looseObject({ event: v.string(), id: v.string() });
type Payload = v.InferOutput<typeof PayloadSchema>;

interface Delivery {
  readonly payload: Payload;
  readonly token: string;
}

/** Its build copies these files to the root, and nothing else happens to them. */
async function packageOf(checkout: string): Promise<PackageFiles> {
  const built = await builtPackage(checkout);
  if (built) return built;
  const files: PackageFiles = new Map();
  files.set('manifest.json', await readFile(join(checkout, 'manifest.json')));
  files.set('settings.json', await readFile(join(checkout, 'src/settings.json')));
  for (const [path, content] of await filesBelow(join(checkout, 'src/workflows'))) {
    if (/^[^/]+\.js$/.test(path)) files.set(path, content);
  }
  return files;
}

export async function checkWebhookTriggers(checkout: string): Promise<readonly Check[]> {
  const deliveries: Delivery[] = [];
  const receiver = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += String(chunk);
    });
    request.on('end', () => {
      const token = String(request.headers[HEADER.toLowerCase()] ?? '');
      deliveries.push({ payload: v.parse(PayloadSchema, JSON.parse(text)), token });
      response.end('ok');
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = v.parse(v.object({ port: v.number() }), receiver.address());
  const server = await createYouTrack({
    apps: [await packageOf(checkout)],
    hostMap: { [RECEIVER]: `http://127.0.0.1:${port}` },
  });
  try {
    return await events(server, deliveries);
  } finally {
    await server.close();
    receiver.close();
  }
}

async function events(server: RunningServer, deliveries: Delivery[]): Promise<readonly Check[]> {
  const { youTrack } = server;
  const post = rest(server, 'POST');
  const remove = rest(server, 'DELETE');
  const settings = { webhookToken: TOKEN, headerName: HEADER, webhooksOnAllEvents: `${RECEIVER}/all` };
  const usage = await post('admin/projects/DEMO/appConfigurations', { app: { name: 'webhook-triggers' } });
  await post(`admin/projects/DEMO/appConfigurations/${usage.id}`, {
    projectSettings: JSON.stringify(settings),
  });
  const [project = ''] = youTrack.read((tx) => [...tx.find('Project', 'shortName', 'DEMO')]);
  let made = '';

  /** Exactly one delivery of this event, with the token of the settings. */
  const event = (type: string, act: () => Promise<unknown>, detail?: RegExp): Promise<Check> =>
    check(`delivers ${type}`, async () => {
      deliveries.length = 0;
      await act();
      await youTrack.settle();
      const types = deliveries.map(({ payload }) => payload.event);
      if (types.join() !== type) throw new Error(`delivered were: ${types.join() || 'none'}`);
      const [delivery] = deliveries;
      if (delivery?.token !== TOKEN) throw new Error(`the token on the wire was ${delivery?.token}`);
      const text = JSON.stringify(delivery.payload);
      if (detail && !detail.test(text)) throw new Error(`the payload lacks ${String(detail)}: ${text}`);
    });

  const parts = (kind: string) => `issues/DEMO-1/${kind}`;
  let id = '';
  return [
    await event('issueCreated', async () => {
      made = (await post('issues', { project: { id: project }, summary: 'Made' })).id;
    }),
    await event(
      'issueUpdated',
      () =>
        post('issues/DEMO-1', {
          summary: 'Changed',
          customFields: [{ name: 'Priority', value: { name: 'Critical' } }],
        }),
      /"changedFields":\[\{"name":"summary".*"Priority".*"Critical"/,
    ),
    await event(
      'commentAdded',
      async () => {
        id = (await post(parts('comments'), { text: 'Hello' })).id;
      },
      /Hello/,
    ),
    await event('commentUpdated', () => post(`${parts('comments')}/${id}`, { text: 'Again' }), /Again/),
    await event('commentDeleted', () => remove(`${parts('comments')}/${id}`)),
    await event(
      'workItemAdded',
      async () => {
        id = (await post(parts('timeTracking/workItems'), { duration: { minutes: 30 }, text: 'Looked' })).id;
      },
      /30/,
    ),
    await event(
      'workItemUpdated',
      () => post(`${parts('timeTracking/workItems')}/${id}`, { text: 'Done' }),
      /Done/,
    ),
    await event('workItemDeleted', () => remove(`${parts('timeTracking/workItems')}/${id}`)),
    await event(
      'issueAttachmentAdded',
      async () => {
        id = await upload(server, parts('attachments'), 'a.txt');
      },
      /a\.txt/,
    ),
    await event('issueAttachmentDeleted', () => remove(`${parts('attachments')}/${id}`)),
    await event('issueDeleted', () => remove(`issues/${made}`)),
  ];
}

/** REST as the administrator; @throws with what a refusal says. */
function rest({ url, users }: RunningServer, method: string) {
  return async (path: string, body?: object): Promise<{ readonly id: string }> => {
    const answer = await fetch(`${url}/api/${path}`, {
      method,
      headers: { authorization: `Bearer ${users[0]?.token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${text}`);
    return v.parse(v.looseObject({ id: v.optional(v.string(), '') }), text === '' ? {} : JSON.parse(text));
  };
}

/** @returns the id of the file. */
async function upload({ url, users }: RunningServer, path: string, name: string): Promise<string> {
  const body = new FormData();
  body.set('files[0]', new Blob(['Text'], { type: 'text/plain' }), name);
  const headers = { authorization: `Bearer ${users[0]?.token}` };
  const answer = await fetch(`${url}/api/${path}`, { method: 'POST', headers, body });
  const [file] = v.parse(v.array(v.looseObject({ id: v.string() })), await answer.json());
  return file?.id ?? '';
}
