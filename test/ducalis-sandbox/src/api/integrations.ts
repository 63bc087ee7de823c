/** `PUT integrations/youtrack`: connects only a YouTrack that can really be read. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { inspect, NO_AUTOMATIC_FIELDS } from '../youtrack/inspect.ts';
import { Refusal } from './answers.ts';
import { readBody } from './body.ts';
import type { ApiEnv, ApiParts } from './env.ts';

export function integrationCalls(api: Hono<ApiEnv>, { ducalis, contract }: ApiParts): void {
  api.put('/integrations/youtrack', async (context) => {
    const Body = v.object({ base_url: v.string() });
    const { base_url } = await readBody(context, contract, 'connectYouTrack', Body);
    const token = context.req.header('X-YouTrack-Token') ?? '';
    if (token === '') throw new Refusal(422, 'The header X-YouTrack-Token is missing.');
    const found = await inspect(base_url, token);
    if ('reason' in found) throw new Refusal(422, found.reason);
    const integration = ducalis.connect(found, token);
    return context.json({
      id: integration.id,
      status: 'connected',
      youtrack_user: integration.user,
      projects: integration.projects.length,
      notes: integration.canCreateFields ? [] : [NO_AUTOMATIC_FIELDS],
    });
  });
}
