/** `/agiles` and `/issues/{id}/sprints`: boards, their sprints, and which issues are in them. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { refOf, refsOf } from '../../model/props.ts';
import { issuesIn, sprintsOf } from '../../model/sprints.ts';
import type { EntityId } from '../../model/types.ts';
import { demandUpdate } from '../change/issue.ts';
import type { RestEnv, View } from '../context.ts';
import { bodyOf, change, demand, done, may, param, show, showList } from '../context.ts';
import { entityNotFound, fieldRequired, forbidden } from '../errors.ts';
import { byId, canSeeProject, issueAt, mentionedById, mentionedProject } from '../lookup.ts';
import { agileResource, sprintResource } from '../resources/agile.ts';

const MentionedSchema = v.array(v.looseObject({ id: v.string() }));
const AgileSchema = v.looseObject({
  name: v.optional(v.string()),
  projects: v.optional(MentionedSchema),
});
const Moment = v.optional(v.nullable(v.pipe(v.number(), v.integer())));
const SprintSchema = v.looseObject({
  name: v.optional(v.string()),
  goal: v.optional(v.nullable(v.string())),
  start: Moment,
  finish: Moment,
  archived: v.optional(v.boolean()),
  issues: v.optional(MentionedSchema),
});
type SprintWrite = v.InferOutput<typeof SprintSchema>;

export function addAgileRoutes(rest: Hono<RestEnv>): void {
  addBoards(rest);
  addSprints(rest);
  rest.get('/issues/:id/sprints', (c) =>
    showList(
      c,
      (view) =>
        refsOf(view.tx, issueAt(view, param(c, 'id')), 'sprints').filter((sprint) => {
          const board = refOf(view.tx, sprint, 'agile');
          return board !== null && canSeeBoard(view, board);
        }),
      sprintResource,
    ),
  );
}

function addBoards(rest: Hono<RestEnv>): void {
  rest.get('/agiles', (c) =>
    showList(
      c,
      (view) => [...view.tx.all('Agile')].filter((board) => canSeeBoard(view, board)),
      agileResource,
    ),
  );

  rest.post('/agiles', async (c) => {
    const { name, projects = [] } = await bodyOf(c, AgileSchema, 'Agile');
    const board = await change(c, (view) => {
      const { tx, user } = view;
      if (name === undefined || name.trim() === '') throw fieldRequired('name');
      if (projects.length === 0) throw fieldRequired('projects');
      const made = tx.create('Agile', { name: name.trim(), owner: { ref: user }, projects: [] });
      setProjects(view, made, projects);
      tx.create('Sprint', { agile: { ref: made }, name: 'First sprint', archived: false });
      return made;
    });
    return show(c, (view) => agileResource(view, board));
  });

  rest.get('/agiles/:id', (c) => show(c, (view) => agileResource(view, boardAt(view, param(c, 'id')))));

  rest.post('/agiles/:id', async (c) => {
    const { name, projects } = await bodyOf(c, AgileSchema, 'Agile');
    const board = await change(c, (view) => {
      const found = boardToChange(view, param(c, 'id'));
      if (name !== undefined) view.tx.set(found, 'name', name);
      if (projects !== undefined) setProjects(view, found, projects);
      return found;
    });
    return show(c, (view) => agileResource(view, board));
  });

  rest.delete('/agiles/:id', async (c) => {
    await change(c, (view) => {
      const board = boardToChange(view, param(c, 'id'));
      for (const sprint of sprintsOf(view.tx, board)) view.tx.remove(sprint);
      view.tx.remove(board);
    });
    return done(c);
  });
}

function addSprints(rest: Hono<RestEnv>): void {
  const path = '/agiles/:id/sprints';
  rest.get(path, (c) =>
    showList(c, (view) => sprintsOf(view.tx, boardAt(view, param(c, 'id'))), sprintResource),
  );

  rest.post(path, async (c) => {
    const written = await bodyOf(c, SprintSchema, 'Sprint');
    const sprint = await change(c, (view) => {
      const board = boardToChange(view, param(c, 'id'));
      if (written.name === undefined || written.name.trim() === '') throw fieldRequired('name');
      const made = view.tx.create('Sprint', { agile: { ref: board }, archived: false });
      changeSprint(view, made, written);
      return made;
    });
    return show(c, (view) => sprintResource(view, sprint));
  });

  rest.get(`${path}/:sprint`, (c) =>
    show(c, (view) =>
      sprintResource(view, sprintAt(view, boardAt(view, param(c, 'id')), param(c, 'sprint'))),
    ),
  );

  rest.post(`${path}/:sprint`, async (c) => {
    const written = await bodyOf(c, SprintSchema, 'Sprint');
    const sprint = await change(c, (view) => {
      const found = sprintAt(view, boardToChange(view, param(c, 'id')), param(c, 'sprint'));
      changeSprint(view, found, written);
      return found;
    });
    return show(c, (view) => sprintResource(view, sprint));
  });

  rest.delete(`${path}/:sprint`, async (c) => {
    await change(c, (view) => {
      view.tx.remove(sprintAt(view, boardToChange(view, param(c, 'id')), param(c, 'sprint')));
    });
    return done(c);
  });
}

function changeSprint(view: View, sprint: EntityId, { issues, ...written }: SprintWrite): void {
  const { tx } = view;
  for (const prop of ['name', 'goal', 'start', 'finish', 'archived'] as const) {
    const value = written[prop];
    if (value !== undefined) tx.set(sprint, prop, value);
  }
  if (issues === undefined) return;
  const wanted = issues.map(({ id }) => mentionedById(tx, 'Issue', id));
  for (const issue of issuesIn(tx, view.user, sprint)) {
    if (!wanted.includes(issue)) setSprints(view, issue, sprint, false);
  }
  for (const issue of wanted) setSprints(view, issueAt(view, issue), sprint, true);
}

/** @throws RestError 403 for an issue that the user may not change. */
function setSprints(view: View, issue: EntityId, sprint: EntityId, isIn: boolean): void {
  demandUpdate(view, issue);
  const others = refsOf(view.tx, issue, 'sprints').filter((one) => one !== sprint);
  view.tx.set(
    issue,
    'sprints',
    (isIn ? [...others, sprint] : others).map((ref) => ({ ref })),
  );
}

function setProjects(view: View, board: EntityId, mentions: v.InferOutput<typeof MentionedSchema>): void {
  const projects = mentions.map(({ id }) => mentionedProject(view, id));
  for (const project of projects) demand(view, 'READ_ISSUE', project);
  view.tx.set(
    board,
    'projects',
    [...new Set(projects)].map((ref) => ({ ref })),
  );
}

/** Who sees one of its projects sees a board, and so does its owner. */
function canSeeBoard(view: View, board: EntityId): boolean {
  if (refOf(view.tx, board, 'owner') === view.user) return true;
  return refsOf(view.tx, board, 'projects').some((project) => canSeeProject(view, project));
}

function boardAt(view: View, id: string): EntityId {
  const board = byId(view.tx, 'Agile', id);
  if (board === undefined || !canSeeBoard(view, board)) throw entityNotFound(id);
  return board;
}

/** @throws RestError 403 for who is neither its owner nor an administrator of one of its projects. */
function boardToChange(view: View, id: string): EntityId {
  const board = boardAt(view, id);
  const isOwner = refOf(view.tx, board, 'owner') === view.user;
  if (isOwner || refsOf(view.tx, board, 'projects').some((one) => may(view, 'UPDATE_PROJECT', one))) {
    return board;
  }
  throw forbidden('You do not have the permission UPDATE_PROJECT that this needs');
}

function sprintAt({ tx }: View, board: EntityId, id: string): EntityId {
  const sprint = byId(tx, 'Sprint', id);
  if (sprint === undefined || refOf(tx, sprint, 'agile') !== board) throw entityNotFound(id);
  return sprint;
}
