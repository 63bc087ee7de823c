/** The emulated YouTrack: one store, the installed apps, and every way in which scripts get to run. */
import { hasPermission } from '../model/access.ts';
import { Store } from '../model/store.ts';
import { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import { createOutbound } from '../script/outbound.ts';
import { AppRegistry, widgetsOf } from './apps.ts';
import { AsyncCalls } from './async-calls.ts';
import { AsyncQueue } from './async-queue.ts';
import { runChangeRules } from './change-rules.ts';
import { createClock } from './clock.ts';
import { recordActivities, settleResolution, stampUpdated } from './consequences.ts';
import type { Execution } from './execution.ts';
import { Executions } from './execution.ts';
import { callHandler } from './handlers.ts';
import { Metrics } from './metrics.ts';
import { Pump } from './pump.ts';
import { Records } from './records.ts';
import { Runner } from './runner.ts';
import { Schedules } from './schedules.ts';
import type { LogLine, YouTrack, YouTrackOptions } from './types.ts';

/** Who scheduled rules act as: all permissions, not in the user list (youtrack-platform §4). */
const WORKFLOW_USER = { login: 'workflow-user', fullName: 'Workflow User', email: null, system: true };

interface Completion {
  /** Whether a user waits for this transaction. */
  readonly insideEdit: boolean;
  readonly stamped: boolean;
  /** What ran in the transaction before the rules. */
  readonly executions: readonly Execution[];
}

/** Without apps and without content; the Workflow User is there. */
export function createEngine(options: YouTrackOptions): YouTrack {
  const clock = createClock(options);
  const { now } = clock;
  const store = new Store();
  const records = new Records();
  const metrics = new Metrics();
  const executions = new Executions();
  const runner = new Runner(executions);
  const queue = new AsyncQueue();
  const outbound = createOutbound({ hostMap: options.hostMap, record: (one) => records.request(one), now });
  const workflowUser = createWorkflowUser(store);

  const read = <T>(work: (tx: Transaction) => T): T => work(new Transaction(store, workflowUser, true));
  const log = (app: string, script: string, level: LogLine['level'], text: string): void =>
    records.log({ at: now(), app, script, level, text });

  /** Rules, YouTrack's own consequences, commit; then what was scheduled waits for its time. */
  function complete(tx: Transaction, { insideEdit, stamped, executions: before }: Completion): void {
    settleResolution(tx, now());
    const fired = runChangeRules(tx, insideEdit, {
      apps,
      runner,
      metrics,
      warn: (app, script, text) => log(app, script, 'warn', text),
      settle: (changed, issue) => settleResolution(changed, now(), issue === undefined ? undefined : [issue]),
    });
    if (stamped) stampUpdated(tx, now());
    recordActivities(tx, now());
    tx.commit();
    schedule([...before, ...fired]);
  }

  function schedule(committed: readonly Execution[]): void {
    for (const execution of committed) queue.add(execution, now());
    pump.arm();
  }

  const youTrack: YouTrack = {
    store,
    options,
    get apps() {
      return apps;
    },
    now,
    read,
    write(user, work) {
      const tx = new Transaction(store, user);
      const result = work(tx);
      complete(tx, { insideEdit: true, stamped: true, executions: [] });
      return result;
    },
    callHandler: async (request) =>
      callHandler(request, {
        apps,
        runner,
        read,
        log,
        begin: (user, readOnly) => {
          const tx = new Transaction(store, user, readOnly);
          return {
            tx,
            commit: (execution) => {
              if (!readOnly) complete(tx, { insideEdit: false, stamped: true, executions: [execution] });
              else schedule([execution]);
            },
          };
        },
      }),
    widgets: (extensionPoint, user, project) =>
      read((tx) =>
        apps
          .active(project)
          .flatMap((app) => widgetsOf(app.package))
          .filter((widget) => widget.extensionPoint === extensionPoint)
          .filter(({ permissions }) => mayUse(tx, user, permissions, project)),
      ),
    settle: () => pump.settle(),
    advance: (ms) => pump.advance(ms),
    restart() {
      calls.loseMemory();
      records.loseMemory();
      apps.reload();
    },
    logs: () => records.logs(),
    outbound: () => records.outbound(),
    metrics: () => metrics.list(),
    failNext: (member, times) => records.failNext(member, times),
    close() {
      pump.close();
      calls.close();
      outbound.close();
    },
  };

  const apps = new AppRegistry(store, workflowUser, {
    youTrack,
    outbound,
    current: () => executions.current(),
    takeFault: (member) => records.takeFault(member),
    log: (line) => records.log(line),
    changed: (removed) => {
      if (removed !== undefined) queue.forget(removed);
      pump.arm();
    },
  });
  const calls = new AsyncCalls(queue, {
    apps,
    runner,
    outbound,
    now,
    read,
    log,
    transact(user, work) {
      const tx = new Transaction(store, user);
      complete(tx, { insideEdit: false, stamped: true, executions: [work(tx)] });
    },
  });
  const schedules = new Schedules({
    apps,
    runner,
    metrics,
    user: workflowUser,
    now,
    read,
    log,
    transact(work, stamped) {
      const tx = new Transaction(store, workflowUser);
      const execution = work(tx);
      if (execution !== null) complete(tx, { insideEdit: false, stamped, executions: [execution] });
    },
  });
  const pump = new Pump(clock, queue, calls, schedules);
  return youTrack;
}

function createWorkflowUser(store: Store): EntityId {
  const tx = new Transaction(store, '');
  const user = tx.create('User', WORKFLOW_USER);
  tx.commit();
  return user;
}

/** A list of permissions means any of them (youtrack-platform §7). */
function mayUse(
  tx: Transaction,
  user: EntityId,
  permissions: readonly string[],
  project: EntityId | null,
): boolean {
  return (
    permissions.length === 0 ||
    permissions.some((permission) => hasPermission(tx, user, permission, project ?? 'any'))
  );
}
