/** The addresses under `/integrations`. */
import type { Context, Hono } from 'hono';
import { suggest } from '../domain/matching.ts';
import type { Integration, Link } from '../domain/tracker.ts';
import type { Ducalis } from '../ducalis.ts';
import { contact, pullProject } from '../pulling.ts';
import { readProjectFields } from '../youtrack/client.ts';
import { inspect } from '../youtrack/inspect.ts';
import { text } from './form.ts';
import { matchesIn, matchPage, trackerPage } from './tracker.ts';
import { connectForm, disconnectPage, trackerList } from './trackers.ts';

export function addTrackerRoutes(pages: Hono, ducalis: Ducalis): void {
  pages.get('/integrations', (context) => context.html(trackerList(ducalis)));
  pages.get('/integrations/youtrack/new', (context) => context.html(connectForm('', null)));
  pages.post('/integrations/youtrack/new', async (context) => {
    const form = await context.req.parseBody();
    const baseUrl = text(form.base_url).trim();
    const token = text(form.token).trim();
    const found = await inspect(baseUrl, token);
    if ('reason' in found) return context.html(connectForm(baseUrl, found.reason), 422);
    return context.redirect(`/integrations/${ducalis.connect(found, token).id}`, 303);
  });

  pages.get('/integrations/:id', (context) => {
    const integration = integrationIn(context, ducalis);
    return integration ? context.html(trackerPage(ducalis, integration)) : context.notFound();
  });

  pages.post('/integrations/:id/projects', async (context) => {
    const form = await context.req.parseBody();
    const integration = integrationIn(context, ducalis);
    const project = integration?.projects.find(({ id }) => id === form.project);
    const board = Number(text(form.board));
    if (!integration || !project || !ducalis.boards.has(board)) return context.notFound();
    const link = { project, board, matches: new Map(), outcome: null };
    integration.links.set(project.id, link);
    return context.redirect(matchAddress(integration, link), 303);
  });

  pages.get('/integrations/:id/projects/:project/match', async (context) => {
    const found = linkIn(context, ducalis);
    if (!found) return context.notFound();
    const { integration, link, board } = found;
    const fields = await contact(integration, () => readProjectFields(integration, link.project.id));
    if (fields === null) return context.redirect(`/integrations/${integration.id}`);
    const matches = link.outcome === null ? suggest(fields, board.definition) : link.matches;
    return context.html(matchPage(integration, link, board.definition, fields, matches));
  });
  pages.post('/integrations/:id/projects/:project/match', async (context) => {
    const found = linkIn(context, ducalis);
    if (!found) return context.notFound();
    const { integration, link, board } = found;
    const form = await context.req.parseBody();
    const fields = await contact(integration, () => readProjectFields(integration, link.project.id));
    if (fields !== null) {
      link.matches = matchesIn(form, board.definition, fields);
      await pullProject(integration, link, board);
    }
    return context.redirect(`/integrations/${integration.id}`, 303);
  });

  pages.get('/integrations/:id/disconnect', (context) => {
    const integration = integrationIn(context, ducalis);
    if (!integration) return context.notFound();
    const boards = ducalis.boardsOf(integration).map(({ definition }) => definition.name);
    return context.html(disconnectPage(integration, boards));
  });
  pages.post('/integrations/:id/disconnect', (context) => {
    const integration = integrationIn(context, ducalis);
    if (!integration) return context.notFound();
    ducalis.disconnect(integration);
    return context.redirect('/integrations', 303);
  });
}

function integrationIn(context: Context, ducalis: Ducalis): Integration | undefined {
  return ducalis.integrationById(Number(context.req.param('id')));
}

function linkIn(context: Context, ducalis: Ducalis) {
  const integration = integrationIn(context, ducalis);
  const link = integration?.links.get(context.req.param('project') ?? '');
  const board = link && ducalis.boards.get(link.board);
  return integration && link && board ? { integration, link, board } : undefined;
}

function matchAddress({ id }: Integration, { project }: Pick<Link, 'project'>): string {
  return `/integrations/${id}/projects/${project.id}/match`;
}
