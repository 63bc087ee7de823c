/** The field that a state machine manages in an issue: its value is the state. */
import type { ProjectField } from '../model/field-types.ts';
import { projectFields } from '../model/field-types.ts';
import { refOf, textOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import { valueNamed } from '../rest/change/field-value.ts';
import type { LoadedScript } from './app-runtime.ts';
import type { MachineRule } from './definitions.ts';
import type { InstalledApp } from './installed-app.ts';
import type { Machine } from './machine-definition.ts';
import { ChangeRejected } from './types.ts';

/** A machine at work in the project of an issue. */
export interface Managed {
  readonly app: InstalledApp;
  readonly script: LoadedScript;
  readonly rule: MachineRule;
  readonly field: ProjectField;
  readonly issue: EntityId;
  readonly machine: Machine;
}

export function fieldNamed(tx: Transaction, project: EntityId, name: string): ProjectField | undefined {
  return projectFields(tx, project).find((field) => field.name.toLowerCase() === name.toLowerCase());
}

export function typeField(
  tx: Transaction,
  issue: EntityId,
  { typeFieldName }: MachineRule,
): ProjectField | undefined {
  const project = refOf(tx, issue, 'project');
  return project === null || typeFieldName === undefined ? undefined : fieldNamed(tx, project, typeFieldName);
}

export function stateOf(tx: Transaction, { issue, field }: Managed): string | null {
  return nameOf(tx, tx.get(issue, field.prop));
}

export function nameOf(tx: Transaction, value: ReturnType<Transaction['get']>): string | null {
  return typeof value === 'object' && value !== null && 'ref' in value ? textOf(tx, value.ref, 'name') : null;
}

export function setState(tx: Transaction, { issue, field }: Managed, name: string): void {
  const value = valueNamed(tx, field, name);
  if (value === undefined) throw new ChangeRejected(`The field ${field.name} has no value ${name}`);
  tx.set(issue, field.prop, { ref: value });
}
