/** The website: what it shows and the forms it takes. Forms from other origins are refused. */
import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import type { Ducalis } from '../ducalis.ts';
import { addBoardRoutes } from './board-routes.ts';
import { boardList, boardSummary, boardUnvoted } from './boards.ts';
import { votesIn } from './evaluation.ts';
import { text } from './form.ts';
import { issuePage } from './issue.ts';
import { addTrackerRoutes } from './tracker-routes.ts';

export function createPages(ducalis: Ducalis): Hono {
  const pages = new Hono();
  pages.use(csrf());

  pages.get('/', (context) => context.html(boardList(ducalis)));
  pages.get('/board/:uuid/summary', (context) => {
    const board = ducalis.boardByUuid(context.req.param('uuid'));
    return board ? context.html(boardSummary(board)) : context.notFound();
  });
  pages.get('/board/:uuid/unvoted', (context) => {
    const board = ducalis.boardByUuid(context.req.param('uuid'));
    return board ? context.html(boardUnvoted(board)) : context.notFound();
  });

  pages.get('/issue/:id', (context) => {
    const found = ducalis.issueById(Number(context.req.param('id')));
    return found ? context.html(issuePage(found.board, found.issue)) : context.notFound();
  });
  pages.post('/issue/:id/votes', async (context) => {
    const found = ducalis.issueById(Number(context.req.param('id')));
    if (!found) return context.notFound();
    const form = await context.req.parseBody();
    const voter = text(form.voter);
    if (voter === '') return context.text('Say who evaluates.', 400);
    const problem = ducalis.vote(found.board, found.issue, votesIn(form, found.board), voter);
    if (problem !== null) return context.text(problem, 400);
    const unvoted = form.back === 'unvoted';
    return context.redirect(
      unvoted ? `/board/${found.board.definition.uuid}/unvoted` : `/issue/${found.issue.id}`,
      303,
    );
  });

  addTrackerRoutes(pages, ducalis);
  addBoardRoutes(pages, ducalis);
  return pages;
}
