/** Puts the parts together behind one port of 127.0.0.1 and lets faults and the log see every call of the API. */
import { once } from 'node:events';
import { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import * as v from 'valibot';
import { API_PATH, createApi } from './api/app.ts';
import { loadContract } from './api/contract.ts';
import type { Trace } from './api/env.ts';
import { IdempotencyStore } from './api/idempotency.ts';
import type { NewBoard, Vote } from './control.ts';
import { castVote, createControl, NewBoardSchema, newBoard, VoteSchema } from './control.ts';
import type { ResultItem } from './domain/model.ts';
import { Ducalis } from './ducalis.ts';
import { Parking } from './faults/parking.ts';
import type { FaultReport, FaultSchedule } from './faults/schedule.ts';
import { Faults, faultName } from './faults/schedule.ts';
import { spoil } from './faults/spoil.ts';
import { createPages } from './pages/app.ts';
import type { LoggedRequest } from './request-log.ts';
import { RequestLog } from './request-log.ts';
import type { BoardState, DucalisState } from './state.ts';
import { boardState, stateOf } from './state.ts';
import { Publisher } from './youtrack/publisher.ts';

/** Obviously no secret. */
export const DEFAULT_TOKEN = 'ducalis-demo-token';

export interface DucalisOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** The API token it accepts at first. */
  readonly token?: string;
  readonly faults?: FaultSchedule;
  /** Only the calls Ducalis documents exist, as in the Ducalis of today. */
  readonly documentedOnly?: boolean;
  /** A bulk call does not know `removed`. */
  readonly ignoresRemoved?: boolean;
  /** False: an answer that breaks the contract is sent as it is. */
  readonly validateAnswers?: boolean;
}

export interface DucalisSandbox {
  /** Such as `http://127.0.0.1:8081`; the API is under `/api`. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  state(): DucalisState;
  /** Requests to the API, oldest first. */
  requests(): readonly LoggedRequest[];
  faults(): FaultReport;
  /** Replaces the schedule. @throws v.ValiError when it is malformed */
  setFaults(schedule: FaultSchedule): void;
  clearFaults(): void;
  /** @throws ControlError when something in it is unknown */
  vote(vote: Vote): ResultItem;
  addBoard(board: NewBoard): BoardState;
  removeBoard(id: number): void;
  addToken(token: string): void;
  revokeToken(token: string): void;
  /** Memory is lost (calls under way, remembered answers), data stays. */
  restart(): void;
  /** Data, faults, tokens and counts as they were at the start. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts a stand-in for Ducalis. It listens when the promise resolves. */
export async function createDucalis(options: DucalisOptions = {}): Promise<DucalisSandbox> {
  const token = options.token ?? DEFAULT_TOKEN;
  const ducalis = new Ducalis(Date.now);
  const publisher = new Publisher(ducalis, Date.now);
  ducalis.onChange(() => publisher.schedule());
  const contract = loadContract();
  const faults = new Faults();
  const parking = new Parking();
  const requests = new RequestLog();
  const idempotency = new IdempotencyStore();
  const tokens = new Set<string>();
  const closing = new AbortController();
  const state = () => stateOf(ducalis, requests, publisher);

  function restart(): void {
    idempotency.clear();
    parking.lose();
  }

  function reset(): void {
    ducalis.reset();
    publisher.calls.length = 0;
    requests.clear();
    restart();
    faults.clearCounts();
    faults.replace(options.faults ?? { rules: [] });
    tokens.clear();
    tokens.add(token);
  }
  reset();

  const parts = {
    ducalis,
    contract,
    tokens,
    documentedOnly: options.documentedOnly ?? false,
    ignoresRemoved: options.ignoresRemoved ?? false,
    validateAnswers: options.validateAnswers ?? true,
  };
  const app = new Hono<{ Bindings: { readonly trace: Trace } }>();
  app.route('/', createApi(parts, idempotency));
  app.route('/', createControl({ ducalis, faults, parking, requests, tokens, state, restart, reset }));
  app.route('/', createPages(ducalis));

  async function handle(request: Request, node: HttpBindings): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(`${API_PATH}/`)) return app.fetch(request, { trace: {} });
    const { method } = request;
    const trace: Trace = {};
    const at = new Date().toISOString();
    const body = method === 'GET' || method === 'HEAD' ? null : await request.arrayBuffer();
    const text = (): string => (body === null ? '' : new TextDecoder().decode(body));
    const fault = faults.strike(method, pathname, text);
    const call = {
      node,
      parking,
      signal: closing.signal,
      text,
      handle: async (again: boolean, other?: string) => {
        const headers = new Headers(request.headers);
        if (again || other !== undefined) headers.delete('Idempotency-Key');
        const given = other ?? body;
        return app.fetch(new Request(request.url, { method, headers, body: given }), { trace });
      },
    };
    const direct = async () => {
      const response = await call.handle(false);
      return { response, handled: response.status };
    };
    const { response, handled } = fault ? await spoil(fault, call) : await direct();
    const name = fault ? faultName(fault) : null;
    const operation = contract.operationFor(method, pathname.slice(API_PATH.length));
    requests.add(
      { method, path: pathname, status: handled, at, items: trace.items ?? null, fault: name },
      operation ? `${operation.method} ${operation.path}` : 'unknown',
    );
    await parking.passed();
    return response;
  }

  const server = createAdaptorServer({ fetch: (request, node) => handle(request, overHttp1(node)) });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = v.parse(v.object({ port: v.number() }), server.address());

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    token,
    state,
    requests: () => requests.all(),
    faults: () => faults.report(),
    setFaults: (schedule) => faults.replace(schedule),
    clearFaults: () => faults.clear(),
    vote: (vote) => castVote(ducalis, v.parse(VoteSchema, vote)),
    addBoard: (board) => boardState(ducalis.addBoard(newBoard(ducalis, v.parse(NewBoardSchema, board)))),
    removeBoard: (id) => void ducalis.boards.delete(id),
    addToken: (added) => void tokens.add(added),
    revokeToken: (revoked) => void tokens.delete(revoked),
    restart,
    reset,
    close: async () => {
      closing.abort();
      parking.lose();
      await publisher.close();
      const closed = once(server, 'close');
      server.close();
      if (server instanceof Server) server.closeAllConnections();
      await closed;
    },
  };
}

/** The server is made for HTTP/1.1 only; the adapter's types allow for HTTP/2 too. */
function overHttp1(node: object): HttpBindings {
  if ('incoming' in node && 'outgoing' in node) {
    const { incoming, outgoing } = node;
    if (incoming instanceof IncomingMessage && outgoing instanceof ServerResponse)
      return { incoming, outgoing };
  }
  throw new Error('Only HTTP/1.1 is served');
}
