/** What JetBrains' entities have and this emulator has not: it is there to be named, and says so when it is used. */
import { BaseEntity } from './base-entity.ts';
import { defineEntity } from './entity-class.ts';
import { notEmulated } from './errors.ts';
import { nothing } from './property.ts';
import type { Properties, Property } from './property-type.ts';
import type { RuleType } from './rules.ts';

/** Gives `owner` methods that throw. */
export function leaveOut(owner: object, className: string, methods: readonly string[]): void {
  for (const name of methods) {
    Object.defineProperty(owner, name, {
      configurable: true,
      value: () => {
        throw notEmulated(`${className}.${name}`);
      },
    });
  }
}

/** Properties that throw however they are asked, compared or written. */
export function leftOutProperties(className: string, names: readonly string[]): Properties {
  const property = (name: string): Property => {
    const refuse = (): never => {
      throw notEmulated(`${className}.${name}`);
    };
    return { now: refuse, before: refuse, isChanged: refuse, write: refuse };
  };
  return Object.fromEntries(names.map((name) => [name, property(name)]));
}

/** Reads as nothing, and refuses to become something. */
export function emptyFor(className: string, name: string): Property {
  return {
    ...nothing(),
    write() {
      throw notEmulated(`${className}.${name}`);
    },
  };
}

interface LeftOut {
  readonly statics?: readonly string[];
  readonly rules?: readonly RuleType[];
}

const SEARCH = ['findByExtensionProperties'];

const CLASSES: Readonly<Record<string, LeftOut>> = {
  AbstractVcsItem: {},
  AgileBoard: {},
  BundleElementCondition: {},
  Calendar: {},
  Calendar24x7: { statics: [...SEARCH, 'instance'] },
  ChangesProcessor: {},
  Channel: {},
  FeedbackForm: { statics: SEARCH },
  FieldBasedBundleValuesCondition: {},
  FieldBasedUserValuesCondition: {},
  FieldBasedValuesCondition: {},
  Gantt: { statics: [...SEARCH, 'findChartByName'] },
  GanttChart: {},
  MailboxChannel: { statics: SEARCH },
  PullRequest: { statics: SEARCH },
  SimpleCalendar: { statics: SEARCH },
  UserCondition: {},
  VcsChange: { statics: SEARCH },
  VcsServer: {},
  WorkItemAttributeValue: { statics: SEARCH },
  WorkItemProjectAttribute: { statics: SEARCH },
};

/** By the name under which `entities` exports them. */
export function leftOutClasses(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(CLASSES).map(([name, leftOut]) => [name, leftOutClass(name, leftOut)]),
  );
}

function leftOutClass(name: string, { statics = [], rules = [] }: LeftOut): object {
  const refuse = (): never => {
    throw notEmulated(`entities.${name}`);
  };
  class LeftOutEntity extends BaseEntity {
    constructor() {
      refuse();
      super();
    }
  }
  for (const method of statics) {
    Object.defineProperty(LeftOutEntity, method, { configurable: true, value: refuse });
  }
  defineEntity(LeftOutEntity, { name, rules });
  return LeftOutEntity;
}
