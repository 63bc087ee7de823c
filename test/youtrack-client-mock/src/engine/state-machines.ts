/** State machines: which changes of the managed field are allowed, what they set off, and what happens by itself. */
import { refOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { AppRegistry } from './apps.ts';
import type { ScriptFunction } from './definitions.ts';
import type { Entered, Execution } from './execution.ts';
import type { Machine, Transition } from './machine-definition.ts';
import { initialState, machineFor, managedField } from './machine-definition.ts';
import type { Managed } from './managed-field.ts';
import { fieldNamed, nameOf, setState, stateOf, typeField } from './managed-field.ts';
import type { Metrics } from './metrics.ts';
import type { Opened, Runner } from './runner.ts';
import { messageOf } from './thrown.ts';
import { ChangeRejected } from './types.ts';

export interface StateMachinesHost {
  readonly apps: AppRegistry;
  readonly runner: Runner;
  readonly metrics: Metrics;
  warn(app: string, script: string, text: string): void;
  /** Makes an execution one of those whose calls are scheduled when `tx` is kept. */
  join(tx: Transaction, execution: Execution): void;
}

/** What of an issue has been dealt with in a transaction: its state by the machine that knew it. */
interface Seen {
  readonly machine: Machine;
  readonly state: string | null;
}

export class StateMachines {
  private readonly seen = new WeakMap<Transaction, Map<string, Seen>>();

  constructor(private readonly host: StateMachinesHost) {}

  /**
   * Deals with what has changed in an issue since this was last called in `tx`.
   * @returns whether anything ran. Throws ChangeRejected for a transition that is not allowed.
   */
  settle(tx: Transaction, issue: EntityId, insideEdit: boolean): boolean {
    if (tx.isRemoved(issue)) return false;
    let hasRun = false;
    for (const managed of this.machinesOf(tx, issue)) {
      const before = this.before(tx, managed);
      const now = stateOf(tx, managed);
      if (before.machine !== managed.machine && before.state !== null) {
        if (now === null || !Object.hasOwn(managed.machine, now)) this.begin(tx, managed, insideEdit);
        else this.remember(tx, managed, now);
      } else if (before.state === null && tx.isCreated(issue)) {
        this.begin(tx, managed, insideEdit);
      } else if (before.state !== now) {
        this.move(tx, managed, before.state, now, insideEdit);
      } else {
        if (this.isReportedNow(tx, managed)) this.startTimers(tx, managed, now, insideEdit);
        continue;
      }
      hasRun = true;
    }
    return hasRun;
  }

  isManaged(tx: Transaction, issue: EntityId, field: string): boolean {
    return this.machinesOf(tx, issue, () => undefined).some(({ field: { name } }) => name === field);
  }

  /** Null when no machine manages the field. */
  events(tx: Transaction, user: EntityId, issue: EntityId, field: string): readonly string[] | null {
    const managed = this.machineOn(tx, issue, field);
    if (!managed) return null;
    return Object.entries(managed.machine[stateOf(tx, managed) ?? '']?.transitions ?? {})
      .filter(([, { guard }]) => guard === undefined || this.open(tx, user, managed, false).asks(guard))
      .map(([name]) => name);
  }

  /** Throws ChangeRejected when there is no such event, or its guard does not hold. */
  fire(
    tx: Transaction,
    user: EntityId,
    issue: EntityId,
    field: string,
    event: string,
    insideEdit: boolean,
  ): void {
    const managed = this.machineOn(tx, issue, field);
    const from = managed ? stateOf(tx, managed) : null;
    const transition = managed?.machine[from ?? '']?.transitions[event];
    if (!managed || !transition) {
      throw new ChangeRejected(`"${event}" is no transition of ${field} from "${from ?? ''}"`);
    }
    setState(tx, managed, transition.targetState);
    this.pass(tx, user, managed, from, transition.targetState, [transition], insideEdit);
  }

  /** Names of the fields of an issue that machines manage. */
  fieldsOf(tx: Transaction, issue: EntityId): readonly string[] {
    return this.machinesOf(tx, issue).map(({ field }) => field.name);
  }

  /** By its app and file, for a timer. */
  fieldOf(tx: Transaction, issue: EntityId, app: string, script: string): string | undefined {
    return this.machinesOf(tx, issue).find((one) => one.app.name === app && one.script.name === script)?.field
      .name;
  }

  private machineOn(tx: Transaction, issue: EntityId, field: string): Managed | undefined {
    return this.machinesOf(tx, issue).find((one) => one.field.name.toLowerCase() === field.toLowerCase());
  }

  /** A new issue, or one whose machine has changed, begins in the initial state. */
  private begin(tx: Transaction, managed: Managed, insideEdit: boolean): void {
    const initial = initialState(managed.machine);
    setState(tx, managed, initial);
    this.pass(tx, tx.user, managed, null, initial, null, insideEdit);
  }

  private move(
    tx: Transaction,
    managed: Managed,
    from: string | null,
    to: string | null,
    insideEdit: boolean,
  ): void {
    const { machine, field } = managed;
    const state = from === null ? undefined : machine[from];
    const transitions = Object.values(state?.transitions ?? {}).filter(
      ({ targetState }) => targetState === to,
    );
    if (to === null || (state && transitions.length === 0)) {
      throw new ChangeRejected(`${field.name} cannot change from "${from ?? ''}" to "${to ?? ''}"`);
    }
    this.pass(tx, tx.user, managed, from, to, state ? transitions : null, insideEdit);
  }

  /** @param transitions of which the first whose guard holds is taken; null: none is needed. */
  private pass(
    tx: Transaction,
    user: EntityId,
    managed: Managed,
    from: string | null,
    to: string,
    transitions: readonly Transition[] | null,
    insideEdit: boolean,
  ): void {
    const { app, script, machine, field, issue } = managed;
    this.remember(tx, managed, to);
    const started = performance.now();
    const opened = this.open(tx, user, managed, insideEdit);
    const run = (work: ScriptFunction | undefined): unknown => work && opened.call(work);
    try {
      const taken = transitions?.find(({ guard }) => guard === undefined || opened.asks(guard));
      if (transitions && !taken) {
        throw new ChangeRejected(`${field.name} cannot change from "${from ?? ''}" to "${to}" now`);
      }
      if (from !== null) run(machine[from]?.onExit);
      run(taken?.action);
      run(machine[to]?.onEnter);
    } catch (error) {
      this.host.warn(app.name, script.name, `The change of ${issue} is refused: ${messageOf(error)}`);
      throw error instanceof ChangeRejected ? error : new ChangeRejected(messageOf(error));
    } finally {
      this.host.metrics.count(opened.execution, true, performance.now() - started);
    }
    opened.execution.entered = { issue, events: timedEvents(machine, to) };
    this.host.join(tx, opened.execution);
  }

  /** Drafts have no timers, so those of the state begin when the draft is reported. */
  private startTimers(tx: Transaction, managed: Managed, state: string | null, insideEdit: boolean): void {
    if (state === null || timedEvents(managed.machine, state).length === 0) return;
    this.remember(tx, managed, state);
    const { execution } = this.open(tx, tx.user, managed, insideEdit);
    execution.entered = { issue: managed.issue, events: timedEvents(managed.machine, state) };
    this.host.join(tx, execution);
  }

  private isReportedNow(tx: Transaction, managed: Managed): boolean {
    const { issue } = managed;
    const wasDraft = tx.committed(issue, 'reported') === false;
    return wasDraft && tx.get(issue, 'reported') !== false && !this.seen.get(tx)?.has(keyOf(managed));
  }

  private open(tx: Transaction, user: EntityId, managed: Managed, insideEdit: boolean): Opened {
    const { app, script, issue } = managed;
    const entry = { app: app.name, script: script.name, project: refOf(tx, issue, 'project'), issue, user };
    return this.host.runner.open({ app, script, entry, tx, insideEdit });
  }

  private before(tx: Transaction, managed: Managed): Seen {
    const known = this.seen.get(tx)?.get(keyOf(managed));
    if (known) return known;
    const { rule, field, issue } = managed;
    const committed = (prop: string): string | null => nameOf(tx, tx.committed(issue, prop));
    const types = typeField(tx, issue, rule);
    return {
      machine: machineFor(rule, types ? committed(types.prop) : null),
      state: committed(field.prop),
    };
  }

  private remember(tx: Transaction, managed: Managed, state: string): void {
    const seen = this.seen.get(tx) ?? new Map<string, Seen>();
    this.seen.set(tx, seen.set(keyOf(managed), { machine: managed.machine, state }));
  }

  /** @param warn is told of a machine that cannot work, and why. */
  private machinesOf(
    tx: Transaction,
    issue: EntityId,
    warn: StateMachinesHost['warn'] = (...told) => this.host.warn(...told),
  ): readonly Managed[] {
    const project = refOf(tx, issue, 'project');
    if (project === null) return [];
    return this.host.apps.active(project).flatMap((app) =>
      app.runtime.machines.flatMap(({ script, rule }) => {
        if (!this.host.apps.standing(project, app, script.name).enabled) return [];
        const obstacle = this.host.runner.obstacle(tx, script, project);
        const field = fieldNamed(tx, project, managedField(rule));
        if (obstacle !== null || !field) {
          const missing = `It requires setup. The project has no field ${managedField(rule)}`;
          warn(app.name, script.name, obstacle ?? missing);
          return [];
        }
        const types = typeField(tx, issue, rule);
        const machine = machineFor(rule, types ? nameOf(tx, tx.get(issue, types.prop)) : null);
        return [{ app, script, rule, field, issue, machine }];
      }),
    );
  }
}

function timedEvents(machine: Machine, state: string): Entered['events'] {
  return Object.entries(machine[state]?.transitions ?? {}).flatMap(([event, { after }]) =>
    after === undefined ? [] : [{ event, after }],
  );
}

function keyOf({ app, script, issue }: Managed): string {
  return `${app.name}/${script.name}/${issue}`;
}
