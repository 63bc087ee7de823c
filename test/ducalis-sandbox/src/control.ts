/** `/sandbox`: looking at the stand-in and steering it. No token is asked for and none is shown. */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import * as v from 'valibot';
import type { BoardDefinition } from './domain/model.ts';
import { FIELD_TYPES } from './domain/model.ts';
import type { Ducalis } from './ducalis.ts';
import type { Parking } from './faults/parking.ts';
import type { Faults } from './faults/schedule.ts';
import type { RequestLog } from './request-log.ts';
import type { DucalisState } from './state.ts';
import { boardState } from './state.ts';

export interface ControlParts {
  readonly ducalis: Ducalis;
  readonly faults: Faults;
  readonly parking: Parking;
  readonly requests: RequestLog;
  readonly tokens: Set<string>;
  readonly state: () => DucalisState;
  /** Memory is lost, data stays. */
  readonly restart: () => void;
  /** Everything as it was at the start. */
  readonly reset: () => void;
}

const Text = v.pipe(v.string(), v.nonEmpty());
const Score = v.pipe(v.number(), v.finite());
const BoardNumber = v.pipe(v.number(), v.integer(), v.minValue(1));

const Scale = v.variant('kind', [
  v.strictObject({ kind: v.literal('range'), min: Score, max: Score, step: v.optional(Score, 1) }),
  v.strictObject({ kind: v.literal('series'), values: v.pipe(v.array(Score), v.nonEmpty()) }),
  v.strictObject({ kind: v.literal('percent') }),
  v.strictObject({ kind: v.literal('positive') }),
]);

/** Only `name` is needed. A board of the same id is replaced. */
export const NewBoardSchema = v.pipe(
  v.strictObject({
    id: v.optional(BoardNumber),
    name: Text,
    emoji: v.optional(v.nullable(v.string()), null),
    description: v.optional(v.nullable(v.string()), null),
    top_priority: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 20),
    fields: v.optional(
      v.array(
        v.strictObject({
          key: Text,
          name: Text,
          type: v.picklist(FIELD_TYPES),
          required: v.optional(v.boolean(), false),
          options: v.optional(v.array(Text), []),
        }),
      ),
      [],
    ),
    criteria: v.optional(
      v.array(
        v.strictObject({
          key: Text,
          name: Text,
          type: v.picklist(['value', 'effort']),
          scale: v.optional(Scale, { kind: 'range', min: 0, max: 10, step: 1 }),
          weight: v.optional(Score, 1),
          required: v.optional(v.boolean(), false),
        }),
      ),
      [],
    ),
    evaluators: v.optional(v.array(v.pipe(v.string(), v.email())), []),
  }),
  v.check(
    ({ fields, criteria }) =>
      new Set([...fields, ...criteria].map(({ key }) => key)).size === fields.length + criteria.length,
    'Two fields or criteria have the same key.',
  ),
);
export type NewBoard = v.InferInput<typeof NewBoardSchema>;

/** `voter` defaults to the first evaluator of the board. */
export const VoteSchema = v.pipe(
  v.strictObject({
    board: BoardNumber,
    external_id: v.optional(Text),
    key: v.optional(Text),
    votes: v.record(v.string(), v.nullable(Score)),
    voter: v.optional(v.pipe(v.string(), v.email())),
  }),
  v.check(({ external_id, key }) => (external_id ?? key) !== undefined, 'external_id or key is needed.'),
);
export type Vote = v.InferInput<typeof VoteSchema>;

const TokensSchema = v.strictObject({ add: v.optional(Text), revoke: v.optional(Text) });
const PullSchema = v.strictObject({ board: BoardNumber, base_url: Text, key: Text, name: Text });

/** A call of the control interface that can't be carried out. The message is one sentence. */
export class ControlError extends Error {}

export function createControl(parts: ControlParts): Hono {
  const { ducalis, faults, parking, requests, tokens } = parts;
  const control = new Hono().basePath('/sandbox');

  control.get('/state', (context) => context.json(parts.state()));
  control.get('/requests', (context) => context.json(requests.all()));
  control.post('/reset', (context) => {
    parts.reset();
    return context.body(null, 204);
  });

  control.post('/restart', (context) => {
    parts.restart();
    return context.body(null, 204);
  });

  control.get('/held', async (context) => {
    await parking.untilHeld();
    return context.body(null, 204);
  });
  control.post('/release', (context) => {
    parking.release();
    return context.body(null, 204);
  });

  control.get('/faults', (context) => context.json(faults.report()));
  control.post('/faults', async (context) => {
    faults.replace(await context.req.json());
    return context.json(faults.report());
  });
  control.delete('/faults', (context) => {
    faults.clear();
    return context.body(null, 204);
  });

  control.post('/boards', async (context) => {
    const definition = newBoard(ducalis, v.parse(NewBoardSchema, await context.req.json()));
    return context.json(boardState(ducalis.addBoard(definition)), 201);
  });
  control.delete('/boards/:id', (context) =>
    ducalis.boards.delete(Number(context.req.param('id'))) ? context.body(null, 204) : context.notFound(),
  );

  control.post('/vote', async (context) =>
    context.json(castVote(ducalis, v.parse(VoteSchema, await context.req.json()))),
  );

  control.post('/pull', async (context) => {
    const { board, base_url, key, name } = v.parse(PullSchema, await context.req.json());
    const found = ducalis.boards.get(board);
    if (!found) throw new ControlError('There is no such board.');
    return context.json(found.pull(base_url, key, { name }).item(), 201);
  });

  control.post('/tokens', async (context) => {
    const { add, revoke } = v.parse(TokensSchema, await context.req.json());
    if (revoke !== undefined) tokens.delete(revoke);
    if (add !== undefined) tokens.add(add);
    return context.body(null, 204);
  });

  control.onError((error, context) => {
    if (error instanceof v.ValiError || error instanceof ControlError || error instanceof SyntaxError) {
      return context.json({ error: { message: error.message } }, 400);
    }
    throw error;
  });
  return control;
}

/**
 * Evaluates one issue.
 * @returns its results afterwards
 * @throws ControlError when board, issue or criterion are unknown or a value is off its scale
 */
export function castVote(ducalis: Ducalis, vote: v.InferOutput<typeof VoteSchema>) {
  const board = ducalis.boards.get(vote.board);
  if (!board) throw new ControlError('There is no such board.');
  const issue = board.find({ externalId: vote.external_id, key: vote.key });
  if (!issue) throw new ControlError('This board has no such issue.');
  const voter = vote.voter ?? [...board.evaluators][0];
  if (voter === undefined) throw new ControlError('The board has no evaluators: say who votes.');
  const problem = ducalis.vote(board, issue, vote.votes, voter);
  if (problem !== null) throw new ControlError(problem);
  board.settle();
  return issue.item();
}

/** Fills in what the caller left out. */
export function newBoard(ducalis: Ducalis, given: v.InferOutput<typeof NewBoardSchema>): BoardDefinition {
  const id = given.id ?? ducalis.nextBoardId();
  const fields = given.fields.map(({ options, ...field }) => ({
    ...field,
    options: options.map((name, index) => ({ id: `${field.key}-${index + 1}`, name })),
  }));
  return { ...given, id, public_id: `board-${id}`, public_alias: null, uuid: randomUUID(), fields };
}
