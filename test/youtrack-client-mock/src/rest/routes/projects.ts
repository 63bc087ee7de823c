/** `/admin/projects`: list, one, create, change, team. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { refOf, refsOf, textOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import { removeProject } from '../change/project.ts';
import type { RestEnv, View } from '../context.ts';
import { administer, bodyOf, change, demand, done, param, show, showList, sought } from '../context.ts';
import { badRequest, entityNotFound, fieldRequired } from '../errors.ts';
import { canSeeProject, mentionedUser, projectAt } from '../lookup.ts';
import { projectResource } from '../resources/project.ts';
import { groupResource, userResource } from '../resources/user.ts';

const UserSchema = v.looseObject({ id: v.optional(v.string()), login: v.optional(v.string()) });
const ProjectSchema = v.looseObject({
  name: v.optional(v.string()),
  shortName: v.optional(v.string()),
  description: v.optional(v.nullable(v.string())),
  leader: v.optional(UserSchema),
  archived: v.optional(v.boolean()),
});
type ProjectWrite = v.InferOutput<typeof ProjectSchema>;

export function addProjectRoutes(rest: Hono<RestEnv>): void {
  rest.get('/admin/projects', (c) =>
    showList(
      c,
      (view) => {
        const isSought = sought(c);
        return [...view.tx.all('Project')].filter(
          (project) =>
            canSeeProject(view, project) &&
            ['name', 'shortName'].some((prop) => isSought(textOf(view.tx, project, prop))),
        );
      },
      projectResource,
    ),
  );

  rest.post('/admin/projects', async (c) => {
    const written = await bodyOf(c, ProjectSchema, 'Project');
    const project = await change(c, (view) => createProject(view, written));
    return show(c, (view) => projectResource(view, project));
  });

  rest.get('/admin/projects/:id', (c) =>
    show(c, (view) => projectResource(view, projectAt(view, param(c, 'id')))),
  );

  rest.post('/admin/projects/:id', async (c) => {
    const written = await bodyOf(c, ProjectSchema, 'Project');
    const project = await change(c, (view) => {
      const found = projectAt(view, param(c, 'id'));
      updateProject(view, found, written);
      return found;
    });
    return show(c, (view) => projectResource(view, project));
  });

  rest.get('/admin/projects/:id/team', (c) =>
    show(c, (view) => groupResource(view, teamAt(view, param(c, 'id')))),
  );

  rest.get('/admin/projects/:id/team/users', (c) =>
    showList(
      c,
      (view) => refsOf(view.tx, teamAt(view, param(c, 'id')), 'users'),
      (view, user) => userResource(view, user),
    ),
  );

  rest.post('/admin/projects/:id/team/ownUsers', async (c) => {
    const mention = await bodyOf(c, UserSchema, 'User', 'Me');
    const user = await change(c, (view) => {
      const { tx } = view;
      demand(view, 'UPDATE_PROJECT', projectAt(view, param(c, 'id')));
      const team = teamAt(view, param(c, 'id'));
      const added = mentionedUser(tx, mention);
      const others = refsOf(tx, team, 'users').filter((id) => id !== added);
      tx.set(
        team,
        'users',
        [...others, added].map((ref) => ({ ref })),
      );
      return added;
    });
    return show(c, (view) => userResource(view, user));
  });

  rest.delete('/admin/projects/:id', (c) => {
    const project = administer(c, (view) => {
      const found = projectAt(view, param(c, 'id'));
      demand(view, 'DELETE_PROJECT', found);
      removeProject(view.tx, found);
      return found;
    });
    const { apps } = c.var.youTrack;
    for (const { id } of apps.usages({ project })) apps.detach(id);
    return done(c);
  });
}

/** @throws RestError 400 or 403; a key is made of letters, digits and `_`, and is no number. */
function createProject(view: View, written: ProjectWrite): EntityId {
  const { tx } = view;
  demand(view, 'CREATE_PROJECT', null);
  const name = written.name?.trim() ?? '';
  if (name === '') throw fieldRequired('name');
  const shortName = keyFrom(view, written.shortName);
  if (!written.leader) throw fieldRequired('leader');
  const leader = mentionedUser(tx, written.leader);
  return newProject(view, { name, shortName, description: written.description ?? null, leader });
}

/** The project and its team, whose first member is the leader. */
export function newProject(
  { tx }: Pick<View, 'tx'>,
  project: {
    readonly name: string;
    readonly shortName: string;
    readonly description: string | null;
    readonly leader: EntityId;
  },
): EntityId {
  const { leader, ...texts } = project;
  const id = tx.create('Project', {
    ...texts,
    leader: { ref: leader },
    team: null,
    archived: false,
    nextNumber: 1,
  });
  const team = tx.create('UserGroup', {
    name: `${texts.name} Team`,
    users: [{ ref: leader }],
    allUsers: false,
    teamOf: { ref: id },
  });
  tx.set(id, 'team', { ref: team });
  return id;
}

function keyFrom({ tx }: View, shortName: string | undefined): string {
  if (shortName === undefined || shortName === '') throw fieldRequired('shortName');
  if (/^\d+$/.test(shortName)) {
    throw badRequest('The project key cannot be a number', 'invalid_properties');
  }
  if (!/^[\p{L}\p{N}_-]+$/u.test(shortName)) {
    throw badRequest(
      'The project key may hold letters, digits, dashes and underscores',
      'invalid_properties',
    );
  }
  for (const id of tx.all('Project')) {
    if (textOf(tx, id, 'shortName').toLowerCase() === shortName.toLowerCase()) {
      throw badRequest(`There is a project with the key ${shortName}`, 'invalid_properties');
    }
  }
  return shortName;
}

function updateProject(view: View, project: EntityId, written: ProjectWrite): void {
  const { tx } = view;
  demand(view, 'UPDATE_PROJECT', project);
  if (written.name !== undefined) {
    if (written.name.trim() === '') throw fieldRequired('name');
    tx.set(project, 'name', written.name.trim());
  }
  if (written.shortName !== undefined && written.shortName !== tx.get(project, 'shortName')) {
    tx.set(project, 'shortName', keyFrom(view, written.shortName));
  }
  if (written.description !== undefined) tx.set(project, 'description', written.description);
  if (written.archived !== undefined) tx.set(project, 'archived', written.archived);
  if (written.leader) tx.set(project, 'leader', { ref: mentionedUser(tx, written.leader) });
}

function teamAt(view: View, projectId: string): EntityId {
  const team = refOf(view.tx, projectAt(view, projectId), 'team');
  if (team === null) throw entityNotFound(`of the team of ${projectId}`);
  return team;
}
