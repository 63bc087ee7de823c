/** `/mock`: what a test may do to the emulator and ask of it. No authentication: it listens on 127.0.0.1 only. */
import { Hono } from 'hono';
import * as v from 'valibot';
import type { YouTrack } from '../engine/types.ts';
import { ChangeRejected, UnknownMember } from '../engine/types.ts';
import { isEntityType } from '../model/extended-types.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId, Value } from '../model/types.ts';
import { TYPE_NUMBERS } from '../model/types.ts';
import { userByLogin } from '../rest/lookup.ts';
import { SeedError } from '../seed/error.ts';
import { plantUser } from '../seed/plant.ts';
import { UserSchema } from '../seed/schema.ts';
import { bodyOf, ControlError, demandNothing } from './body.ts';
import { addIssueControls } from './issues.ts';

/** A week, which is also the longest delay of an async function (youtrack-platform §3), fits many times. */
const MAX_ADVANCE_MS = 366 * 86_400_000;

const ClockSchema = v.strictObject({
  advanceMs: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_ADVANCE_MS)),
});
const FailSchema = v.strictObject({
  member: v.pipe(v.string(), v.nonEmpty()),
  times: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

const InterleaveSchema = v.strictObject({ replay: v.boolean() });
const BaseUrlSchema = v.strictObject({
  url: v.pipe(
    v.string(),
    v.url('must be an address'),
    v.regex(/^https?:\/\/[^/]/i, 'must begin with http:// or https://'),
    v.regex(/^[^?#@]+$/, 'must have neither credentials, nor a query, nor a fragment'),
    v.regex(/[^/]$/, 'must not end with a slash'),
  ),
});

/** To be mounted at `/mock`, outside of the base URL. Refusals are `{"error": "<sentence>"}`. */
export function createControl(youTrack: YouTrack): Hono {
  const control = new Hono();

  // A filter that nobody reads would look like one that found everything.
  control.use(async (c, next) => {
    const { search } = new URL(c.req.url);
    if (search !== '') throw new ControlError(400, `The query ${search}: there are no parameters here.`);
    await next();
  });

  control.post('/clock', async (c) => {
    const { advanceMs } = await bodyOf(c.req.raw, ClockSchema);
    if (youTrack.options.clock === 'real') {
      throw new ControlError(409, 'The real clock cannot be advanced: start with --clock virtual.');
    }
    await youTrack.advance(advanceMs);
    return c.json({ now: youTrack.now() });
  });

  control.post('/settle', async (c) => {
    await demandNothing(c.req.raw);
    await youTrack.settle();
    return c.json({ now: youTrack.now() });
  });

  control.post('/restart', async (c) => {
    await demandNothing(c.req.raw);
    youTrack.restart();
    return c.json({ now: youTrack.now() });
  });

  control.post('/users', async (c) => {
    const user = await bodyOf(c.req.raw, UserSchema);
    return c.json(plantUser(youTrack, user) ?? { login: user.login });
  });
  control.on(['POST', 'DELETE'], '/users/:login/ban', async (c) => {
    await demandNothing(c.req.raw);
    return c.json(setBanned(youTrack, c.req.param('login'), c.req.method === 'POST'));
  });

  control.post('/fail', async (c) => {
    const { member, times } = await bodyOf(c.req.raw, FailSchema);
    youTrack.failNext(member, times);
    return c.json({ member, times });
  });

  control.post('/interleave', async (c) => {
    youTrack.interleave(await bodyOf(c.req.raw, InterleaveSchema));
    return c.json(youTrack.interleaved());
  });
  control.get('/interleave', (c) => c.json(youTrack.interleaved()));

  control.post('/base-url', async (c) => {
    const { url } = await bodyOf(c.req.raw, BaseUrlSchema);
    youTrack.moveTo(url);
    return c.json({ url: youTrack.baseUrl });
  });

  addIssueControls(control, youTrack);

  control.get('/logs', (c) => c.json(youTrack.logs()));
  control.get('/http', (c) => c.json(youTrack.outbound()));
  control.get('/metrics', (c) => c.json(youTrack.metrics()));
  control.get('/in-flight', (c) => c.json(youTrack.inFlight()));
  control.get('/workload', (c) => c.json(youTrack.workload()));
  control.get('/storage', (c) => c.json(youTrack.read(extensionProperties)));

  control.notFound((c) => c.json({ error: `There is no ${c.req.method} /mock${c.req.path}.` }, 404));
  control.onError((error, c) => {
    if (error instanceof ChangeRejected || error instanceof SeedError)
      return c.json({ error: error.message }, 409);
    if (error instanceof UnknownMember) return c.json({ error: error.message }, 400);
    if (error instanceof ControlError) return c.json({ error: error.message }, error.status);
    console.error('youtrack-client-mock: a control request failed unexpectedly:', error);
    return c.json({ error: error.message }, 500);
  });
  return control;
}

function setBanned(youTrack: YouTrack, login: string, banned: boolean): { login: string; banned: boolean } {
  const user = youTrack.read((tx) => userByLogin(tx, login));
  if (user === undefined) throw new ControlError(404, `There is no user ${login}.`);
  youTrack.administer(user, (tx) => tx.set(user, 'banned', banned));
  return { login, banned };
}

interface StoredProperty {
  readonly entity: EntityId;
  readonly app: string;
  readonly property: string;
  readonly value: Value;
}

/** Every extension property that has a value, whatever app it belongs to. */
function extensionProperties(tx: Transaction): readonly StoredProperty[] {
  return Object.keys(TYPE_NUMBERS)
    .filter(isEntityType)
    .flatMap((type) => [...tx.all(type)])
    .flatMap((entity) => propertiesOf(tx, entity));
}

function propertiesOf(tx: Transaction, entity: EntityId): readonly StoredProperty[] {
  return tx.propNames(entity).flatMap((name) => {
    const [, app, property] = /^ext:([^:]+):(.+)$/.exec(name) ?? [];
    const value = tx.get(entity, name) ?? null;
    return app === undefined || property === undefined || value === null
      ? []
      : [{ entity, app, property, value }];
  });
}
