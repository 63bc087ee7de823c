/** Action rules and state machines as one face. */
import type { Transaction } from '../model/transaction.ts';
import type { ActionRules } from './action-rules.ts';
import { after } from './action-rules.ts';
import type { Automation } from './automation.ts';
import type { StateMachines } from './state-machines.ts';

export function createAutomation(
  actions: ActionRules,
  machines: StateMachines,
  read: <T>(work: (tx: Transaction) => T) => T,
): Automation {
  return {
    actions: (user, entity) => actions.available(user, entity),
    call: (tx, user, call) => actions.call(tx, user, call),
    command(tx, user, issue, text) {
      const rest = actions.command(tx, user, issue, text);
      if (rest !== undefined) return rest;
      for (const field of machines.fieldsOf(tx, issue)) {
        const written = after(text, field);
        const event = machines
          .events(tx, user, issue, field)
          ?.find((name) => written !== undefined && after(written, name) !== undefined);
        if (written === undefined || event === undefined) continue;
        machines.fire(tx, user, issue, field, event, true);
        return after(written, event);
      }
      return undefined;
    },
    isManaged: (tx, issue, field) => machines.isManaged(tx, issue, field),
    events: (user, issue, field) => read((tx) => machines.events(tx, user, issue, field)),
    fire: (tx, user, issue, field, event) => machines.fire(tx, user, issue, field, event, true),
  };
}
