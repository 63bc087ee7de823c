/** The emulated YouTrack: one store, the installed apps, and every way in which scripts get to run. */
import { Store } from '../model/store.ts';
import { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import { createOutbound } from '../script/outbound.ts';
import { ActionRules } from './action-rules.ts';
import { AiTools } from './ai-tools.ts';
import { AppRegistry } from './apps.ts';
import { AsyncCalls } from './async-calls.ts';
import { AsyncQueue } from './async-queue.ts';
import { plantBeginnings } from './beginnings.ts';
import { createClock } from './clock.ts';
import { collisionsOf } from './collisions.ts';
import { createAutomation } from './create-automation.ts';
import { copyIssue, restoreIssue } from './deleted-and-copied.ts';
import type { Execution } from './execution.ts';
import { Executions } from './execution.ts';
import { demandMember } from './fault-members.ts';
import { callHandler } from './handlers.ts';
import { harderOf } from './harder.ts';
import { limitsOf } from './limits.ts';
import { MachineTimers } from './machine-timers.ts';
import { Metrics } from './metrics.ts';
import type { Outcome } from './overlaps.ts';
import { Overlaps } from './overlaps.ts';
import { paceOf } from './pace.ts';
import { Pump } from './pump.ts';
import { Records } from './records.ts';
import { Runner } from './runner.ts';
import { Schedules } from './schedules.ts';
import { StateMachines } from './state-machines.ts';
import { messageOf } from './thrown.ts';
import { Transactions } from './transactions.ts';
import type { LogLine, YouTrack, YouTrackOptions } from './types.ts';
import { visibleWidgets } from './widgets.ts';
import { Workload } from './workload.ts';

/** Without apps and without content; the Workflow User and the usual types of links are there. */
export function createEngine(options: YouTrackOptions): YouTrack {
  const clock = createClock(options);
  const { now } = clock;
  const store = new Store();
  const records = new Records();
  const metrics = new Metrics();
  const executions = new Executions();
  const limits = limitsOf(options);
  const harder = harderOf(options);
  const isWatched = options.limits?.scriptMs !== undefined;
  const workload = new Workload();
  const runner = new Runner(executions, { scriptMs: limits.scriptMs, isWatched }, workload);
  const queue = new AsyncQueue();
  const overlaps = new Overlaps(collisionsOf(harder));
  let { baseUrl } = options;
  const outbound = createOutbound({ hostMap: options.hostMap, record: (one) => records.request(one), now });
  const workflowUser = plantBeginnings(store);

  const read = <T>(work: (tx: Transaction) => T): T => work(new Transaction(store, workflowUser, true));
  const log = (app: string, script: string, level: LogLine['level'], text: string): void =>
    records.log({ at: now(), app, script, level, text, user: null });

  function schedule(committed: readonly Execution[]): void {
    for (const execution of committed) {
      queue.add(execution, now());
      timers.add(execution);
    }
    pump.arm();
  }

  function edit<T>(user: EntityId, work: (tx: Transaction) => T, isSilent = false): Outcome<T> {
    const manner = { user, insideEdit: true, stamped: true, isSilent };
    return transactions.run(manner, (tx) => ({ result: work(tx), executions: [] }));
  }

  const youTrack: YouTrack = {
    store,
    options,
    get apps() {
      return apps;
    },
    get automation() {
      return automation;
    },
    tools: () => tools.list(),
    callTool: (call) => tools.call(call),
    now,
    read,
    get baseUrl() {
      return baseUrl;
    },
    moveTo(url) {
      baseUrl = url;
    },
    write(user, work) {
      const { result, later } = edit(user, work);
      later?.catch((error: unknown) =>
        log('', '', 'error', `A change that was held is refused: ${messageOf(error)}`),
      );
      return result;
    },
    async edit(user, work, how) {
      const { result, later } = edit(user, work, how?.isSilent);
      return later ?? result;
    },
    administer(user, work) {
      const tx = new Transaction(store, user);
      const result = work(tx);
      tx.commit();
      return result;
    },
    restoreIssue: (id) => restoreIssue(store, id),
    copyIssue: (id, how) => copyIssue(youTrack, id, how),
    interleave: (how) => overlaps.arm(how),
    interleaved: () => overlaps.report(),
    callHandler: async (request) =>
      callHandler(request, {
        apps,
        runner,
        mostBytes: limits.handlerBodyBytes,
        read,
        log,
        async transact(user, readOnly, work) {
          if (readOnly) {
            const { result, executions } = work(new Transaction(store, user, true));
            schedule(executions);
            return result;
          }
          const { result, later } = transactions.run({ user, insideEdit: false, stamped: true }, work);
          return later ?? result;
        },
      }),
    widgets: (extensionPoint, user, project) =>
      read((tx) => visibleWidgets(tx, apps.active(project), { extensionPoint, user, project })),
    settle: () => pump.settle(),
    advance: (ms) => pump.advance(ms),
    restart() {
      overlaps.loseMemory();
      calls.loseMemory();
      records.loseMemory();
      apps.reload();
    },
    logs: () => records.logs(),
    outbound: () => records.outbound(),
    forgottenOutbound: () => records.forgottenOutbound(),
    metrics: () => metrics.list(),
    inFlight: () => calls.report(),
    workload: () => workload.report(),
    failNext(member, times) {
      demandMember(member, apps.members());
      records.failNext(member, times);
    },
    close() {
      overlaps.loseMemory();
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
      if (removed !== undefined) {
        queue.forget(removed);
        timers.forget(removed);
      }
      pump.arm();
    },
  });
  const warn = (app: string, script: string, text: string): void => log(app, script, 'warn', text);
  const join = (tx: Transaction, execution: Execution): void => transactions.join(tx, execution);
  const machines = new StateMachines({ apps, runner, metrics, warn, join });
  const actions = new ActionRules({ apps, runner, metrics, read, warn, join });
  const automation = createAutomation(actions, machines, read);
  const transactions = new Transactions({
    store,
    overlaps,
    rules: { apps, runner, metrics, machines, most: limits.rulesInTransaction, warn },
    hiddenFields: options.hiddenFields ?? 'refuse',
    keysConflict: harder.has('key-conflicts'),
    now,
    schedule,
  });
  const calls = new AsyncCalls(queue, {
    apps,
    runner,
    outbound,
    now,
    read,
    log,
    ownKeyCancels: options.ownKey === 'cancels',
    pace: paceOf(options),
    arm: () => pump.arm(),
    transact: (user, work, lost) =>
      transactions.run(
        { user, insideEdit: false, stamped: true, dropsUnwritten: harder.has('dropped-calls') },
        (tx) => ({ result: undefined, executions: [work(tx)] }),
        lost,
      ).later,
  });
  const schedules = new Schedules({
    apps,
    runner,
    metrics,
    user: workflowUser,
    timeZone: options.timeZone ?? 'UTC',
    isBlind: harder.has('blind-searches'),
    searched: () => workload.count('ruleSearches'),
    now,
    read,
    log,
    transact: (work, stamped) =>
      transactions.run({ user: workflowUser, insideEdit: false, stamped }, (tx) => {
        const execution = work(tx);
        return execution === null
          ? { result: undefined, executions: [], isDropped: true }
          : { result: undefined, executions: [execution] };
      }).later,
  });
  const tools = new AiTools({
    apps,
    runner,
    read,
    log,
    async transact(user, work) {
      const manner = { user, insideEdit: false, stamped: true, isMcpRequest: true };
      const { result, later } = transactions.run(manner, work);
      return later ?? result;
    },
  });
  const timers = new MachineTimers({
    machines,
    now,
    read,
    log,
    transact: (work) =>
      transactions.run({ user: workflowUser, insideEdit: false, stamped: true }, (tx) => {
        work(tx);
        return { result: undefined, executions: [] };
      }).later,
  });
  const pump = new Pump({
    clock,
    calls,
    schedules,
    timers,
    waiting: () => overlaps.waiting(),
    release: () => overlaps.release(),
  });
  return youTrack;
}
