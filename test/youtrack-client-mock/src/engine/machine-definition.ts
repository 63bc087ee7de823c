/** State machines as scripts declare them: one machine for a field, or one for each value of a type field. */
import * as v from 'valibot';

const FunctionSchema = v.function();

const TransitionSchema = v.looseObject({
  targetState: v.string(),
  guard: v.optional(FunctionSchema),
  action: v.optional(FunctionSchema),
  /** Milliseconds after which it happens by itself. */
  after: v.optional(v.pipe(v.number(), v.minValue(0))),
});
export type Transition = v.InferOutput<typeof TransitionSchema>;

const StateSchema = v.looseObject({
  initial: v.optional(v.boolean(), false),
  onEnter: v.optional(FunctionSchema),
  onExit: v.optional(FunctionSchema),
  transitions: v.record(v.string(), TransitionSchema),
});
export type MachineState = v.InferOutput<typeof StateSchema>;

/** Its states by the names of the field's values. A transition may lead to one that is not declared and has no hooks. */
const MachineSchema = v.pipe(
  v.record(v.string(), StateSchema),
  v.check(
    (states) => Object.values(states).filter(({ initial }) => initial).length === 1,
    'must have exactly one initial state',
  ),
);
export type Machine = v.InferOutput<typeof MachineSchema>;

/** What a rule of the type `stateMachine` has besides what all rules have. */
export const MACHINE_PROPERTIES = {
  fieldName: v.optional(v.string()),
  stateFieldName: v.optional(v.string()),
  states: v.optional(MachineSchema),
  defaultMachine: v.optional(MachineSchema),
  typeFieldName: v.optional(v.string()),
  alternativeMachines: v.optional(v.record(v.string(), MachineSchema)),
};

interface Written {
  readonly fieldName?: string | undefined;
  readonly stateFieldName?: string | undefined;
  readonly states?: Machine | undefined;
  readonly defaultMachine?: Machine | undefined;
  readonly typeFieldName?: string | undefined;
  readonly alternativeMachines?: Readonly<Record<string, Machine>> | undefined;
}

/** What is wrong with the names taken together; undefined when nothing is. */
export function problemOf(rule: Written): string | undefined {
  if ((rule.fieldName === undefined) === (rule.stateFieldName === undefined)) {
    return 'must declare either fieldName or stateFieldName';
  }
  if ((rule.states === undefined) === (rule.defaultMachine === undefined)) {
    return 'must declare either states or defaultMachine';
  }
  if ((rule.typeFieldName === undefined) !== (rule.alternativeMachines === undefined)) {
    return 'must declare typeFieldName and alternativeMachines together';
  }
  return rule.typeFieldName !== undefined && rule.typeFieldName === managedField(rule)
    ? 'must not choose its machine by the field that it manages'
    : undefined;
}

export function managedField({ fieldName, stateFieldName }: Written): string {
  return fieldName ?? stateFieldName ?? '';
}

/** @param type the name of the value of the type field; null when it is empty or there is none. */
export function machineFor(
  { states, defaultMachine, alternativeMachines }: Written,
  type: string | null,
): Machine {
  const own = type === null ? undefined : alternativeMachines?.[type];
  return own ?? states ?? defaultMachine ?? {};
}

export function initialState(machine: Machine): string {
  return Object.keys(machine).find((name) => machine[name]?.initial === true) ?? '';
}
