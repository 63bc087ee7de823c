/** What every REST route works with: who asks, one transaction, and answers cut down to the fields asked for. */
import type { Context } from 'hono';
import * as v from 'valibot';
import type { YouTrack } from '../engine/types.ts';
import { hasPermission } from '../model/access.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import { badRequest, forbidden, serverError } from './errors.ts';
import { parseFields } from './fields.ts';
import type { PagingRules } from './paging.ts';
import { readPage, slice } from './paging.ts';
import type { Resource } from './render.ts';
import { AnswerSize, render } from './render.ts';

export interface RestEnv {
  Variables: {
    youTrack: YouTrack;
    user: EntityId;
    /** ZIPs uploaded through REST by app name, for downloading them again. */
    packages: Map<string, Uint8Array>;
    /** Searches that were counted, by user and query. */
    counted: Set<string>;
  };
}

export type RestContext = Context<RestEnv>;

/** One transaction, seen by one user. */
export interface View {
  readonly tx: Transaction;
  readonly user: EntityId;
  readonly youTrack: YouTrack;
}

export function read<T>(c: RestContext, work: (view: View) => T): T {
  const { youTrack, user } = c.var;
  return youTrack.read((tx) => work({ tx, user, youTrack }));
}

/** One transaction on behalf of the user, with the on-change rules. Throws ChangeRejected when one refuses. */
export function change<T>(
  c: RestContext,
  work: (view: View) => T,
  how: { readonly isSilent: boolean } = { isSilent: false },
): Promise<T> {
  const { youTrack, user } = c.var;
  return youTrack.edit(user, (tx) => work({ tx, user, youTrack }), how);
}

/** A change of the instance's own affairs: no rule runs on issues, and `updated` stays as it is. */
export function administer<T>(c: RestContext, work: (view: View) => T): T {
  const { youTrack, user } = c.var;
  return youTrack.administer(user, (tx) => work({ tx, user, youTrack }));
}

export function show(c: RestContext, resource: (view: View) => Resource): Response {
  const fields = parseFields(c.req.query('fields'));
  return c.json(read(c, (view) => render(resource(view), fields, new AnswerSize())));
}

/** Tells whether a text has the `query` of the request in it, in any case; without one, every text has. */
export function sought(c: RestContext): (text: string) => boolean {
  const query = (c.req.query('query') ?? '').toLowerCase();
  return (text) => text.toLowerCase().includes(query);
}

interface ListRules extends PagingRules {
  /** What is told where the request names no fields; the id when absent. */
  readonly fields?: string;
}

/** One page of a collection; only the resources on it are made. */
export function showList<T>(
  c: RestContext,
  list: (view: View) => Iterable<T>,
  resource: (view: View, item: T) => Resource,
  rules: ListRules = {},
): Response {
  const fields = parseFields(c.req.query('fields') ?? rules.fields);
  const page = readPage(c.req.query('$skip'), c.req.query('$top'), rules);
  const size = new AnswerSize();
  return c.json(
    read(c, (view) => slice(list(view), page).map((item) => render(resource(view, item), fields, size))),
  );
}

/** DELETE answers 200 with nothing in it. */
export function done(c: RestContext): Response {
  return c.body(null, 200);
}

/**
 * The parsed JSON body; an empty body is `{}`.
 * @param types what its `$type` must be one of where it is said.
 * @throws RestError 400 that says what doesn't fit, 500 for another `$type` (youtrack-platform §10).
 */
export async function bodyOf<Schema extends v.GenericSchema>(
  c: RestContext,
  schema: Schema,
  ...types: readonly string[]
): Promise<v.InferOutput<Schema>> {
  const text = await c.req.text();
  const body = text.trim() === '' ? {} : parseJson(text);
  // A loose object would take a list for one without any of its properties.
  if (Array.isArray(body)) throw badRequest('The request body: must be an object, not a list');
  if (types.length > 0) demandBodyType(body, types);
  return checked(schema, body);
}

/** @throws RestError 500 for an object with another `$type` than these. */
export function demandBodyType(body: unknown, types: readonly string[]): void {
  if (typeof body !== 'object' || body === null || !('$type' in body)) return;
  const { $type } = body;
  if (!types.some((type) => type === $type)) throw serverError(`The request body is no ${types[0] ?? ''}`);
}

/** @throws RestError 400 that names the path of the first thing that doesn't fit. */
export function checked<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw badRequest(`${v.getDotPath(issue) ?? 'The request body'}: ${issue.message}`);
}

/** @throws RestError 400 when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(`The text is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** @param project as for `hasPermission`: null asks for every project, `'any'` for at least one. */
export function may({ tx, user }: View, permission: string, project: EntityId | null | 'any'): boolean {
  return hasPermission(tx, user, permission, project);
}

/** @throws RestError 403. */
export function demand(view: View, permission: string, project: EntityId | null | 'any'): void {
  if (!may(view, permission, project)) {
    throw forbidden(`You do not have the permission ${permission} that this needs`);
  }
}

export function param(c: RestContext, name: string): string {
  return c.req.param(name) ?? '';
}
