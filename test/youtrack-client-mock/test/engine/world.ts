/** A small YouTrack with an app written on the spot: two projects, three users, a virtual clock. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { HandlerRequest, HandlerResponse, YouTrack, YouTrackOptions } from '../../src/engine/types.ts';
import { createEngine } from '../../src/engine/youtrack.ts';
import { Transaction } from '../../src/model/transaction.ts';
import type { EntityId, Value } from '../../src/model/types.ts';
import { type Files, packageOf as packedOf } from '../packed-app.ts';

export const START = Date.UTC(2026, 0, 5, 12, 0, 30);
const API = 'https://api.example.com';

/** Sources by file name; JSON files may be given as objects. */
export type { Files };

export interface World {
  readonly youTrack: YouTrack;
  readonly admin: EntityId;
  readonly developer: EntityId;
  readonly stranger: EntityId;
  readonly demo: EntityId;
  readonly other: EntityId;
  /** DEMO-1, in state Open. */
  readonly issue: EntityId;
  readonly states: { readonly open: EntityId; readonly fixed: EntityId };
  get(id: EntityId, prop: string): Value | undefined;
  /** Sets properties of DEMO-1 as the developer. */
  edit(props: Readonly<Record<string, Value>>, user?: EntityId): void;
  /** Without the traces of JetBrains' own modules. */
  log(): readonly string[];
  call(request: Partial<HandlerRequest> & Pick<HandlerRequest, 'path'>): Promise<HandlerResponse | undefined>;
}

export interface Options {
  readonly files: Files;
  readonly manifest?: object;
  readonly attached?: boolean;
  readonly hostMap?: Readonly<Record<string, string>>;
  readonly clock?: 'real' | 'virtual';
  readonly options?: Partial<YouTrackOptions>;
}

export const MANIFEST = { name: 'demo-app', title: 'Demo app', version: '1.0.0' };

export function packageOf(files: Files, manifest: object = MANIFEST): ReadonlyMap<string, Uint8Array> {
  return packedOf(files, manifest);
}

/** An on-change rule; `body` is that of its action. */
export function rule(body: string, more = ''): string {
  return `
    const entities = require('@jetbrains/youtrack-scripting-api/entities');
    const http = require('@jetbrains/youtrack-scripting-api/http');
    const workflow = require('@jetbrains/youtrack-scripting-api/workflow');
    exports.rule = entities.Issue.onChange({
      title: 'Rule',
      guard: (ctx) => ctx.issue.isChanged('summary'),
      action: (ctx) => { ${body} },
      requirements: {},
      ${more}
    });`;
}

export function createWorld({
  files,
  manifest,
  attached = true,
  hostMap = {},
  clock = 'virtual',
  options = {},
}: Options): World {
  const youTrack = createEngine({
    baseUrl: 'http://127.0.0.1:1/youtrack',
    hostMap,
    headerSecrets: 'real',
    clock,
    startAt: START,
    ...options,
  });
  onTestFinished(() => youTrack.close());
  const tx = new Transaction(youTrack.store, '');
  const user = (login: string, role: string | null): EntityId => {
    const id = tx.create('User', { login, fullName: login, email: `${login}@example.com`, banned: false });
    if (role !== null) tx.create('RoleGrant', { role, user: { ref: id }, group: null, project: null });
    return id;
  };
  const admin = user('admin', 'System Admin');
  const developer = user('developer', 'Developer');
  const stranger = user('stranger', null);
  const field = tx.create('CustomField', { name: 'State', fieldType: 'state[1]' });
  const bundle = tx.create('Bundle', { name: 'States', bundleType: 'state' });
  const element = (name: string, ordinal: number): EntityId =>
    tx.create('BundleElement', { bundle: { ref: bundle }, name, ordinal, isResolved: name === 'Fixed' });
  const states = { open: element('Open', 0), fixed: element('Fixed', 1) };
  const project = (name: string, shortName: string): EntityId => {
    const id = tx.create('Project', { name, shortName, nextNumber: 2 });
    tx.create('ProjectCustomField', {
      project: { ref: id },
      field: { ref: field },
      bundle: { ref: bundle },
      canBeEmpty: true,
      emptyFieldText: '',
      ordinal: 0,
    });
    return id;
  };
  const demo = project('Demo', 'DEMO');
  const other = project('Other', 'OTHER');
  const issue = tx.create('Issue', {
    project: { ref: demo },
    numberInProject: 1,
    summary: 'First',
    description: null,
    reporter: { ref: admin },
    created: START,
    updated: START,
    updatedBy: { ref: admin },
    resolved: null,
    reported: true,
    permittedGroups: [],
    permittedUsers: [],
    tags: [],
    'field:State': { ref: states.open },
  });
  tx.commit();
  const app = youTrack.apps.importFiles(packageOf(files, manifest));
  if (attached) youTrack.apps.attach(app.name, demo);
  return {
    youTrack,
    admin,
    developer,
    stranger,
    demo,
    other,
    issue,
    states,
    get: (id, prop) => youTrack.read((reading) => reading.get(id, prop)),
    edit(props, by = developer) {
      youTrack.write(by, (writing) => {
        for (const [prop, value] of Object.entries(props)) writing.set(issue, prop, value);
      });
    },
    log: () =>
      youTrack
        .logs()
        .filter(({ level }) => level !== 'trace')
        .map(({ level, text }) => `${level}: ${text}`),
    call: (request) =>
      youTrack.callHandler({
        app: app.name,
        handler: 'handler',
        method: 'GET',
        scope: 'GLOBAL',
        entity: null,
        user: admin,
        query: new Map(),
        headers: [],
        body: '',
        ...request,
      }),
  };
}

export interface Receiver {
  readonly hostMap: Readonly<Record<string, string>>;
  readonly bodies: string[];
}

/** A server that stands for `https://api.example.com`. */
export async function receiver(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Receiver> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString('utf8'));
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { hostMap: { [API]: `http://127.0.0.1:${port}` }, bodies };
}
