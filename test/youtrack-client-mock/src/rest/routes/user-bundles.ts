/** `/admin/customFieldSettings/bundles/user/{id}`: the people and groups in a bundle of users. */
import type { Hono } from 'hono';
import type * as v from 'valibot';
import { refOf, refsOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import { choosableUsers, individualsOf } from '../../model/user-bundles.ts';
import { MentionSchema } from '../change/visibility.ts';
import type { RestContext, RestEnv, View } from '../context.ts';
import { administer, bodyOf, demand, done, param, show, showList } from '../context.ts';
import { entityNotFound } from '../errors.ts';
import { mentionedById, mentionedGroup, mentionedUser } from '../lookup.ts';
import type { Resource } from '../render.ts';
import { groupResource, userResource } from '../resources/user.ts';

const PATH = '/admin/customFieldSettings/bundles/user/:id';

export function addUserBundleRoutes(rest: Hono<RestEnv>): void {
  rest.get(`${PATH}/aggregatedUsers`, (c) =>
    showList(
      c,
      (view) => choosableUsers(view.tx, bundleAt(c, view)),
      (view, user) => userResource(view, user),
    ),
  );
  addPart(rest, {
    path: `${PATH}/individuals`,
    type: 'User',
    of: ({ tx }, bundle) => individualsOf(tx, bundle),
    mentioned: mentionedUser,
    add: ({ tx }, bundle, user) =>
      tx.create('BundleElement', { bundle: { ref: bundle }, user: { ref: user } }),
    remove({ tx }, bundle, user) {
      const elements = [...tx.find('BundleElement', 'bundle', { ref: bundle })];
      for (const element of elements) if (refOf(tx, element, 'user') === user) tx.remove(element);
    },
    resource: (view, user) => userResource(view, user),
  });
  addPart(rest, {
    path: `${PATH}/groups`,
    type: 'UserGroup',
    of: ({ tx }, bundle) => refsOf(tx, bundle, 'groups'),
    mentioned: mentionedGroup,
    add: (view, bundle, group) => setGroups(view, bundle, [...refsOf(view.tx, bundle, 'groups'), group]),
    remove: (view, bundle, group) =>
      setGroups(
        view,
        bundle,
        refsOf(view.tx, bundle, 'groups').filter((one) => one !== group),
      ),
    resource: groupResource,
  });
}

interface Part {
  readonly path: string;
  /** `$type` of its members. */
  readonly type: string;
  of(view: View, bundle: EntityId): readonly EntityId[];
  mentioned(tx: View['tx'], mention: v.InferOutput<typeof MentionSchema>): EntityId;
  add(view: View, bundle: EntityId, member: EntityId): void;
  remove(view: View, bundle: EntityId, member: EntityId): void;
  resource(view: View, member: EntityId): Resource;
}

function addPart(rest: Hono<RestEnv>, part: Part): void {
  const memberAt = (c: RestContext, view: View): EntityId => {
    const member = param(c, 'member');
    if (!part.of(view, bundleAt(c, view)).includes(member)) throw entityNotFound(member);
    return member;
  };
  rest.get(part.path, (c) => showList(c, (view) => part.of(view, bundleAt(c, view)), part.resource));

  rest.post(part.path, async (c) => {
    const mention = await bodyOf(c, MentionSchema, part.type);
    const member = administer(c, (view) => {
      demand(view, 'UPDATE_PROJECT', null);
      const bundle = bundleAt(c, view);
      const added = part.mentioned(view.tx, mention);
      if (!part.of(view, bundle).includes(added)) part.add(view, bundle, added);
      return added;
    });
    return show(c, (view) => part.resource(view, member));
  });

  rest.get(`${part.path}/:member`, (c) => show(c, (view) => part.resource(view, memberAt(c, view))));

  rest.delete(`${part.path}/:member`, (c) => {
    administer(c, (view) => {
      demand(view, 'UPDATE_PROJECT', null);
      part.remove(view, bundleAt(c, view), memberAt(c, view));
    });
    return done(c);
  });
}

function setGroups({ tx }: View, bundle: EntityId, groups: readonly EntityId[]): void {
  tx.set(
    bundle,
    'groups',
    groups.map((ref) => ({ ref })),
  );
}

function bundleAt(c: RestContext, view: View): EntityId {
  demand(view, 'READ_PROJECT', 'any');
  const bundle = mentionedById(view.tx, 'Bundle', param(c, 'id'));
  if (view.tx.get(bundle, 'bundleType') !== 'user') throw entityNotFound(bundle);
  return bundle;
}
