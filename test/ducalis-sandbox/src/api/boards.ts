/** `GET boards` and `GET boards/{id}/fields`. */
import type { Hono } from 'hono';
import type { Board } from '../domain/board.ts';
import { wholeNumber } from './answers.ts';
import { boardIn } from './body.ts';
import type { ApiEnv, ApiParts } from './env.ts';

const PER_PAGE = { default: 100, max: 500 };

export function boardCalls(api: Hono<ApiEnv>, { ducalis, documentedOnly }: ApiParts): void {
  api.get('/boards', (context) => {
    const page = wholeNumber(context, 'page', 1);
    const perPage = Math.min(wholeNumber(context, 'per-page', PER_PAGE.default), PER_PAGE.max);
    const boards = [...ducalis.boards.values()].sort((a, b) => a.definition.id - b.definition.id);
    const shown = boards.slice((page - 1) * perPage, page * perPage);
    return context.json(
      shown.map((board) => ({ ...documented(board), ...(documentedOnly ? {} : proposed(board)) })),
    );
  });

  api.get('/boards/:id/fields', (context) => {
    const { fields, criteria } = boardIn(context, ducalis).definition;
    const items = [
      ...fields.map(({ key, name, type, required, options }) => ({
        key,
        name,
        type,
        ...(type === 'select' || type === 'multi_select' ? { options } : {}),
        required,
      })),
      ...criteria.map(({ key, name, required, type, scale }) => ({
        key,
        name,
        type: 'number',
        required,
        criterion: { type, scale },
      })),
    ];
    return context.json({ items });
  });
}

function documented({ definition }: Board) {
  const { id, public_id, public_alias, name, description } = definition;
  return { id, public_id, public_alias, name, description };
}

function proposed(board: Board) {
  const { uuid, emoji, top_priority } = board.definition;
  return { uuid, emoji, top_priority, progress: board.progress() };
}
