/** The adapter's side of the port's suite: an app with one handler, which runs one step of a case at a time. */
import { openExecution } from '../../../../src/youtrack/execution.ts';
import { CONNECTION_PROPERTIES, STORAGE_RECORDS } from '../../../../src/youtrack/extension-properties.ts';
import type { HandlerContext, HttpHandler } from '../../../../src/youtrack/rules.ts';
import { CASES } from '../cases.ts';
import type { World } from '../world.ts';

const SUITE = { scope: 'GLOBAL', permissions: ['ADMIN_UPDATE_APP'] } as const;

function runStep(ctx: HandlerContext): void {
  const asked = (name: string): string => ctx.request.getParameter(name) ?? '';
  const found = CASES[Number(asked('case'))]?.steps[Number(asked('step'))];
  const world: World = { execution: openExecution(ctx), here: asked('here'), there: asked('there') };
  if (found === undefined || !('run' in found)) throw new Error('There is no such step');
  try {
    found.run(world);
    ctx.response.json({ failed: null });
  } catch (error) {
    ctx.response.json({ failed: error instanceof Error ? error.message : String(error) });
  }
}

/** Nothing of an earlier case is left in the app's storage. */
function forget(ctx: HandlerContext): void {
  const execution = openExecution(ctx);
  const cleared = (declared: object) => Object.fromEntries(Object.keys(declared).map((name) => [name, null]));
  execution.connect(cleared(CONNECTION_PROPERTIES));
  execution.recordStorage(cleared(STORAGE_RECORDS));
  ctx.response.json({ failed: null });
}

const endpoints: HttpHandler['endpoints'] = [
  { ...SUITE, method: 'POST', path: 'step', handle: runStep },
  // YouTrack refuses every write in a transaction of this method, also one of what is there already.
  { ...SUITE, method: 'GET', path: 'step', handle: runStep },
  { ...SUITE, method: 'POST', path: 'forget', handle: forget },
];

export const httpHandler = { endpoints };
