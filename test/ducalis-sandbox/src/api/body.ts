/** Bodies, judged by the contract and typed by a schema. */
import type { Context } from 'hono';
import * as v from 'valibot';
import type { Board } from '../domain/board.ts';
import type { Ducalis } from '../ducalis.ts';
import { Refusal, readJson } from './answers.ts';
import type { Contract } from './contract.ts';

/**
 * @param schema what the handler needs to know of a body that fits the contract
 * @throws Refusal 400 for what is not JSON, 413 for too much of it, 422 for what doesn't fit the contract
 */
export async function readBody<Schema extends v.GenericSchema>(
  context: Context,
  contract: Contract,
  operation: string,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const body = await readJson(context);
  const problem = contract.problemWithBody(operation, body);
  if (problem !== null) throw new Refusal(422, problem);
  return v.parse(schema, body);
}

/** @throws Refusal 404 when there is no such board */
export function boardIn(context: Context, ducalis: Ducalis): Board {
  const id = context.req.param('id') ?? '';
  const board = /^\d{1,15}$/.test(id) ? ducalis.boards.get(Number(id)) : undefined;
  if (!board) throw new Refusal(404, 'There is no such board.');
  return board;
}
