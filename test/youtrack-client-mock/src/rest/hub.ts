/** The few calls of Hub that apps and clients make: permanent tokens and the list of services (youtrack-platform §6). */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { refOf, textOf } from '../model/props.ts';
import type { EntityId } from '../model/types.ts';
import type { RestContext, RestEnv, View } from './context.ts';
import { bodyOf, change, demand, done, param, read } from './context.ts';
import { entityNotFound, fieldRequired } from './errors.ts';
import { userAt } from './lookup.ts';
import type { Page } from './paging.ts';
import { HUB_TOP, readPage, slice } from './paging.ts';
import type { Service } from './permanent-token.ts';
import { createToken, SERVICES, servicesOf, tokensOf } from './permanent-token.ts';

const TOKENS = '/users/:id/permanenttokens';
const TokenSchema = v.looseObject({
  name: v.optional(v.string(), ''),
  scope: v.optional(v.array(v.looseObject({ id: v.string() })), []),
});

/** To be mounted at `/hub/api/rest`, behind the same authentication as REST. */
export function addHubRoutes(hub: Hono<RestEnv>): void {
  hub.get('/services', (c) => {
    const page = pageOf(c);
    const homeUrl = c.var.youTrack.baseUrl;
    const services = slice(SERVICES, page).map((service) => ({ type: 'service', ...service, homeUrl }));
    return c.json({ type: 'servicePage', ...page, total: SERVICES.length, services });
  });

  hub.get('/users/:id', (c) =>
    c.json(
      read(c, (view) => {
        const user = userAt(view, param(c, 'id'));
        if (user !== view.user) demand(view, 'READ_USER', 'any');
        return { type: 'user', id: user, login: textOf(view.tx, user, 'login') };
      }),
    ),
  );

  hub.get(TOKENS, (c) => {
    const page = pageOf(c);
    const tokens = read(c, (view) =>
      tokensOf(view.tx, ownerAt(view, param(c, 'id'))).map((token) => describe(view, token)),
    );
    return c.json({
      type: 'permanentTokenPage',
      ...page,
      total: tokens.length,
      permanenttokens: slice(tokens, page),
    });
  });

  hub.post(TOKENS, async (c) => {
    const { name, scope } = await bodyOf(c, TokenSchema);
    if (name.trim() === '') throw fieldRequired('name');
    if (scope.length === 0) throw fieldRequired('scope');
    const services = scope.map(({ id }) => serviceAt(id).name);
    const token = await change(c, (view) =>
      createToken(view.tx, {
        user: ownerAt(view, param(c, 'id')),
        name: name.trim(),
        scope: services,
        created: view.youTrack.now(),
      }),
    );
    // The one and only time that the token itself is shown.
    return c.json(read(c, (view) => ({ ...describe(view, token), token: textOf(view.tx, token, 'token') })));
  });

  hub.delete(`${TOKENS}/:token`, async (c) => {
    await change(c, (view) => {
      const token = param(c, 'token');
      if (!tokensOf(view.tx, ownerAt(view, param(c, 'id'))).includes(token)) throw entityNotFound(token);
      view.tx.set(token, 'revoked', true);
    });
    return done(c);
  });
}

function pageOf(c: RestContext): Page {
  return readPage(c.req.query('$skip'), c.req.query('$top'), { defaultTop: HUB_TOP });
}

/** Oneself, or another user for who may update users. */
function ownerAt(view: View, id: string): EntityId {
  const user = userAt(view, id);
  if (user !== view.user) demand(view, 'UPDATE_USER', null);
  return user;
}

/** @throws RestError 404. */
function serviceAt(id: string): Service {
  const found = SERVICES.find((service) => service.id === id);
  if (found === undefined) throw entityNotFound(id);
  return found;
}

function describe({ tx }: View, token: EntityId): Record<string, unknown> {
  return {
    type: 'permanentToken',
    id: token,
    name: textOf(tx, token, 'name'),
    user: { type: 'user', id: refOf(tx, token, 'user') },
    scope: servicesOf(tx, token).map((service) => ({ type: 'service', ...service })),
  };
}
