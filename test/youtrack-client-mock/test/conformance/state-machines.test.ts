/** State machines: allowed changes of a field, and what they set off. */
import { expect } from 'vitest';
import { fire, fix, LOG, machine, newIssue } from './machine-probe.ts';
import { told, worldOf } from './probe.ts';
import { statement } from './statement.ts';

statement('§2', 'D', 'A state machine allows the changes it declares', {
  'exit of the source, action of the transition, entry of the target, in this order': () => {
    const w = worldOf({ 'rule.js': machine() });
    fix(w);
    expect(told(w)).toEqual(['exit Open developer', 'fix developer', 'enter Fixed developer']);
  },
  'others are refused': () => {
    const w = worldOf({ 'rule.js': machine() });
    fix(w);
    expect(() => w.edit({ 'field:State': { ref: w.states.open } })).toThrow(
      'State cannot change from "Fixed" to "Open"',
    );
    expect(() => w.edit({ 'field:State': null })).toThrow('State cannot change');
    expect(w.get(w.issue, 'field:State')).toEqual({ ref: w.states.fixed });
  },
  'changes of other fields are none of its business': () => {
    const w = worldOf({ 'rule.js': machine() });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual([]);
  },
  'a guard that does not hold refuses': () => {
    const w = worldOf({ 'rule.js': machine("guard: (ctx) => ctx.issue.summary !== 'First',") });
    expect(() => fix(w)).toThrow('cannot change from "Open" to "Fixed" now');
    expect(w.youTrack.automation.events(w.developer, w.issue, 'State')).toEqual(['touch']);
    w.edit({ summary: 'Second' });
    fix(w);
    expect(told(w)).toHaveLength(3);
  },
});

statement('§2', 'D', 'A transition is an event with a name', {
  'it can be fired, also back to the same state': () => {
    const w = worldOf({ 'rule.js': machine() });
    expect(w.youTrack.automation.events(w.developer, w.issue, 'State')).toEqual(['fix', 'touch']);
    fire(w, 'touch');
    expect(told(w)).toEqual(['exit Open developer', 'touch developer', 'enter Open developer']);
    fire(w, 'fix');
    expect(w.get(w.issue, 'field:State')).toEqual({ ref: w.states.fixed });
  },
  'and given as a command': () => {
    const w = worldOf({ 'rule.js': machine() });
    const rest = w.youTrack.write(w.developer, (tx) =>
      w.youTrack.automation.command(tx, w.developer, w.issue, 'State fix tag x'),
    );
    expect(rest).toBe('tag x');
    expect(told(w)[1]).toBe('fix developer');
  },
  'an unknown one is refused, and a field without a machine has none': () => {
    const w = worldOf({ 'rule.js': machine() });
    expect(() => fire(w, 'reopen')).toThrow('"reopen" is no transition of State from "Open"');
    expect(worldOf({}).youTrack.automation.events(w.developer, w.issue, 'State')).toBeNull();
  },
});

statement('§2', 'D', 'Errors in a state machine roll back the transaction', {
  'in a hook, an action or a guard': () => {
    for (const more of [
      "action: () => { throw new Error('broken'); }",
      "guard: () => { throw new Error('broken'); }",
    ]) {
      const w = worldOf({ 'rule.js': machine(more) });
      expect(() => fix(w)).toThrow('broken');
      expect(w.get(w.issue, 'field:State')).toEqual({ ref: w.states.open });
    }
  },
});

statement('§2', 'I', 'A new issue begins in the initial state', {
  'whatever was chosen for it': () => {
    const w = worldOf({ 'rule.js': machine() });
    const made = newIssue(w, { 'field:State': { ref: w.states.fixed } });
    expect(w.get(made, 'field:State')).toEqual({ ref: w.states.open });
    expect(told(w)).toEqual(['enter Open developer']);
  },
});

statement('§2', 'D', 'Another field may choose the machine', {
  'a state that the new machine has is kept, another becomes its initial one': () => {
    const states = (initial: string, other: string) =>
      `{ ${initial}: { initial: true, onEnter: ${LOG(`begin ${initial}`)}, transitions: {} }, ${other}: { transitions: {} } }`;
    const source = machine('').replace(
      /fieldName: .*/s,
      `stateFieldName: 'State', defaultMachine: ${states('Open', 'Fixed')}, typeFieldName: 'Kind',
      alternativeMachines: { Task: ${states('Fixed', 'Open')}, Bug: { Fixed: { initial: true, onEnter: ${LOG('begin bug')}, transitions: {} } } } });`,
    );
    const w = worldOf({ 'rule.js': source });
    const kinds = w.youTrack.administer(w.admin, (tx) => {
      const field = tx.create('CustomField', { name: 'Kind', fieldType: 'enum[1]' });
      const bundle = tx.create('Bundle', { name: 'Kinds', bundleType: 'enum' });
      tx.create('ProjectCustomField', {
        project: { ref: w.demo },
        field: { ref: field },
        bundle: { ref: bundle },
        canBeEmpty: true,
        ordinal: 1,
      });
      return ['Task', 'Bug'].map((name, ordinal) =>
        tx.create('BundleElement', { bundle: { ref: bundle }, name, ordinal }),
      );
    });
    w.edit({ 'field:Kind': { ref: kinds[0] ?? '' } });
    expect(w.get(w.issue, 'field:State')).toEqual({ ref: w.states.open });
    w.edit({ 'field:Kind': { ref: kinds[1] ?? '' } });
    expect(w.get(w.issue, 'field:State')).toEqual({ ref: w.states.fixed });
    expect(told(w)).toEqual(['begin bug developer']);
  },
});

statement('§2', 'D', 'A state machine that contradicts itself is refused when the app is imported', {
  'no initial state, no transitions, both names of the field': () => {
    const withoutInitial = machine().replace('initial: true,', '');
    expect(() => worldOf({ 'rule.js': withoutInitial })).toThrow('exactly one initial state');
    const withoutTransitions = machine().replace('transitions: {} }', '}');
    expect(() => worldOf({ 'rule.js': withoutTransitions })).toThrow('transitions');
    expect(() => worldOf({ 'rule.js': machine('', "stateFieldName: 'State',") })).toThrow(
      'either fieldName or stateFieldName',
    );
  },
});

statement('§3', 'D', 'State machines have no async functions', {
  'a call is refused': () => {
    const w = worldOf({
      'rule.js': machine("action: (ctx) => ctx.invokeAsync('later')", 'asyncFunctions: { later: () => {} },'),
    });
    expect(() => fix(w)).toThrow('asyncFunctions does not declare later');
  },
});

statement('§2', 'D', 'A machine without its field or with unmet requirements does not manage anything', {
  'and the log says what is missing': () => {
    const w = worldOf({ 'rule.js': machine().replace("fieldName: 'State'", "fieldName: 'Stage'") });
    fix(w);
    expect(told(w)).toEqual([]);
    expect(w.log()).toEqual(['warn: It requires setup. The project has no field Stage']);
  },
});

statement('§2', 'S', 'A transition may lead to a state that the machine does not declare', {
  'one of JetBrains’ own rules has such; there the machine lets go': () => {
    const source = machine().replace(/Fixed: \{.*/s, '} });');
    const w = worldOf({ 'rule.js': source });
    fix(w);
    expect(told(w)).toEqual(['exit Open developer', 'fix developer']);
    w.edit({ 'field:State': { ref: w.states.open } });
    expect(told(w).at(-1)).toBe('enter Open developer');
  },
});
