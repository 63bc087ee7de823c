/** Worlds with an app that keeps values of every plain type on issues, on either side of a point that nobody knows. */
import type { HarderChoice } from '../../src/engine/harder.ts';
import type { Files, Options, World } from '../engine/world.ts';
import { worldOf } from './probe.ts';

export const EXTENSIONS = {
  entityTypeExtensions: [
    {
      entityType: 'Issue',
      properties: {
        note: { type: 'string' },
        count: { type: 'integer' },
        ratio: { type: 'float' },
        peer: { type: 'Issue' },
      },
    },
    { entityType: 'Project', properties: { note: { type: 'string' } } },
    { entityType: 'AppGlobalStorage', properties: { note: { type: 'string' } } },
  ],
};

export const PROPERTIES = 'ctx.issue.extensionProperties';

/** @param harder switches; none: the side that is the default. */
export function worldWith(
  harder: readonly HarderChoice[],
  files: Files,
  more: Pick<Options, 'hostMap'> = {},
): World {
  return worldOf({ 'entity-extensions.json': EXTENSIONS, ...files }, { ...more, options: { harder } });
}
