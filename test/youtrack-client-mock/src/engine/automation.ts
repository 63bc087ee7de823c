/** What users set off on purpose: action rules and events of state machines. The part of the engine's face for them. */
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';

/** An action that a user may call on an issue, an article, a comment or an attachment right now. */
export interface ActionDescription {
  readonly app: string;
  /** The file name without `.js`. */
  readonly script: string;
  readonly title: string;
  /** Null: it is called from the menu only. */
  readonly command: string | null;
  /** What the user is asked for; null: nothing. */
  readonly userInput: { readonly type: string; readonly description: string } | null;
}

export interface ActionCall {
  readonly app: string;
  readonly script: string;
  /** The issue, article, comment or attachment. */
  readonly entity: EntityId;
  /** An entity's id where the rule asks for an entity, else the value. Absent: nothing was asked or given. */
  readonly input?: ActionInput;
}

export type ActionInput = { readonly entity: EntityId } | { readonly value: string | number };

export interface Automation {
  /** Those whose guard holds, in projects in which their app works. */
  actions(user: EntityId, entity: EntityId): readonly ActionDescription[];
  /** Calls an action within a running transaction. Throws ChangeRejected. */
  call(tx: Transaction, user: EntityId, call: ActionCall): void;
  /**
   * Applies the command of an action, or `<field> <event>` of a state machine, at the start of `text` within a
   * running transaction.
   * @returns what is left of the text; undefined when it begins with neither. Throws ChangeRejected.
   */
  command(tx: Transaction, user: EntityId, issue: EntityId, text: string): string | undefined;
  /** Whether a state machine manages the field of this name in an issue. */
  isManaged(tx: Transaction, issue: EntityId, field: string): boolean;
  /** Names of the events that may happen to a field of an issue now; null when no state machine manages it. */
  events(user: EntityId, issue: EntityId, field: string): readonly string[] | null;
  /** Lets an event happen within a running transaction. Throws ChangeRejected. */
  fire(tx: Transaction, user: EntityId, issue: EntityId, field: string, event: string): void;
}
