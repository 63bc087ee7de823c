/** `/users`, what they may do, `/groups` and `/tags`. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { canSeeIssue, permissionsOf } from '../../model/access.ts';
import { flagOf, refOf, refsOf, textOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import type { RestEnv, View } from '../context.ts';
import { bodyOf, change, demand, done, param, show, showList, sought } from '../context.ts';
import { entityNotFound, fieldRequired, forbidden } from '../errors.ts';
import { byId, canSeeTag, mentionedTag, userAt } from '../lookup.ts';
import { issueResource, tagResource } from '../resources/issue.ts';
import { permissionResource } from '../resources/permission.ts';
import { generalProfile } from '../resources/profile.ts';
import { groupResource, userResource } from '../resources/user.ts';

const TagSchema = v.looseObject({ name: v.optional(v.string()) });

export function addPeopleRoutes(rest: Hono<RestEnv>): void {
  rest.get('/users/me', (c) => show(c, (view) => userResource(view, view.user, 'Me')));

  rest.get('/users', (c) =>
    showList(
      c,
      (view) => {
        demand(view, 'READ_USER_BASIC', 'any');
        const isSought = sought(c);
        return people(view).filter((user) =>
          ['login', 'fullName', 'email'].some((prop) => isSought(textOf(view.tx, user, prop))),
        );
      },
      (view, user) => userResource(view, user),
    ),
  );

  rest.get('/users/:id', (c) =>
    show(c, (view) => {
      const user = userAt(view, param(c, 'id'));
      if (user !== view.user) demand(view, 'READ_USER_BASIC', 'any');
      return userResource(view, user);
    }),
  );

  rest.get('/users/:id/profiles/general', (c) =>
    show(c, (view) => {
      const user = userAt(view, param(c, 'id'));
      if (user !== view.user) demand(view, 'READ_USER', 'any');
      return generalProfile(view, user);
    }),
  );

  rest.get('/permissions/cache', (c) =>
    showList(
      c,
      (view) => permissionsOf(view.tx, view.user),
      (view, [permission, projects]) => permissionResource(view, permission, projects),
    ),
  );

  rest.get('/groups', (c) =>
    showList(
      c,
      (view) => {
        demand(view, 'READ_USER_BASIC', 'any');
        const isSought = sought(c);
        return [...view.tx.all('UserGroup')].filter((group) => isSought(textOf(view.tx, group, 'name')));
      },
      groupResource,
    ),
  );

  rest.get('/groups/:id', (c) =>
    show(c, (view) => {
      demand(view, 'READ_USER_BASIC', 'any');
      const group = byId(view.tx, 'UserGroup', param(c, 'id'));
      if (group === undefined) throw entityNotFound(param(c, 'id'));
      return groupResource(view, group);
    }),
  );

  // The older name of the resource is still served.
  for (const path of ['/tags', '/issueTags']) addTagRoutes(rest, path);
}

function addTagRoutes(rest: Hono<RestEnv>, path: string): void {
  rest.get(path, (c) =>
    showList(
      c,
      (view) => {
        const isSought = sought(c);
        return [...view.tx.all('Tag')].filter(
          (tag) => canSeeTag(view, tag) && isSought(textOf(view.tx, tag, 'name')),
        );
      },
      tagResource,
    ),
  );

  rest.post(path, async (c) => {
    const { name = '' } = await bodyOf(c, TagSchema, 'Tag');
    if (name.trim() === '') throw fieldRequired('name');
    const tag = await change(c, ({ tx, user }) =>
      tx.create('Tag', {
        name: name.trim(),
        owner: { ref: user },
        permittedReadUserGroups: [],
        permittedReadUsers: [],
      }),
    );
    return show(c, (view) => tagResource(view, tag));
  });

  rest.get(`${path}/:id`, (c) =>
    show(c, (view) => tagResource(view, mentionedTag(view, { id: param(c, 'id') }))),
  );

  rest.post(`${path}/:id`, async (c) => {
    const { name = '' } = await bodyOf(c, TagSchema, 'Tag');
    if (name.trim() === '') throw fieldRequired('name');
    const tag = await change(c, (view) => {
      const found = ownTag(view, param(c, 'id'));
      view.tx.set(found, 'name', name.trim());
      return found;
    });
    return show(c, (view) => tagResource(view, tag));
  });

  rest.get(`${path}/:id/issues`, (c) =>
    showList(
      c,
      (view) => {
        const tag = mentionedTag(view, { id: param(c, 'id') });
        return [...view.tx.all('Issue')].filter(
          (issue) => refsOf(view.tx, issue, 'tags').includes(tag) && canSeeIssue(view.tx, view.user, issue),
        );
      },
      (view, issue) => issueResource(view, issue),
      { limited: true },
    ),
  );

  rest.delete(`${path}/:id`, async (c) => {
    await change(c, (view) => {
      view.tx.remove(ownTag(view, param(c, 'id')));
    });
    return done(c);
  });
}

/** @throws RestError 403 for a tag of somebody else, 404 for one that the user can't see. */
function ownTag(view: View, id: string): EntityId {
  const tag = mentionedTag(view, { id });
  if (refOf(view.tx, tag, 'owner') !== view.user) throw forbidden('Only its owner may change a tag');
  return tag;
}

/** Everybody but the Workflow User, who is in no list (youtrack-platform §4). */
function people({ tx }: View): EntityId[] {
  return [...tx.all('User')].filter((user) => !flagOf(tx, user, 'system'));
}
