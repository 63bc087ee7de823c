/** A YouTrack with an app that has settings of both levels. */
import { packageOf } from '../packed-app.ts';
import type { World } from '../rest/support/world.ts';
import { idOf, start } from '../rest/support/world.ts';

const SETTINGS = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  properties: {
    url: { type: 'string', 'x-scope': 'GLOBAL' },
    key: { type: 'string', format: 'secret', minLength: 4, 'x-scope': 'GLOBAL' },
    owner: { type: 'object', 'x-entity': 'User', 'x-scope': 'GLOBAL' },
    colour: { type: 'string', enum: ['red', 'blue'] },
    limit: { type: 'integer', minimum: 1, default: 5, 'x-scope': 'PROJECT' },
  },
  required: ['limit'],
};

const APP = packageOf({
  'settings.json': SETTINGS,
  'show.js': `exports.httpHandler = { endpoints: [
    { method: 'GET', path: 'settings', scope: 'PROJECT',
      handle: (ctx) => ctx.response.json({ colour: ctx.settings.colour, limit: ctx.settings.limit, key: String(ctx.settings.key) }) },
  ] };`,
});

export const GLOBAL = 'admin/apps/probe/globalConfig';

export const ATTACHED = 'admin/projects/DEMO/appConfigurations';

export const HANDLER = 'admin/projects/DEMO/extensionEndpoints/probe/show/settings';

export async function world(): Promise<World> {
  return start({ apps: [APP] });
}

export async function attach({ as }: World): Promise<string> {
  return idOf(await as('pat').post(ATTACHED, { app: { name: 'probe' } }));
}
