/** On-change rules: one transaction with the change, and what becomes of a throw. */
import { expect } from 'vitest';
import { ChangeRejected } from '../../src/engine/types.ts';
import { acted, onChange, told, warned, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const ALWAYS = '';

statement('§2', 'D', 'A change and what rules add to it are one transaction', {
  'both are there afterwards, or neither': () => {
    const files = {
      'a.js': onChange("ctx.issue.description = 'by a rule';"),
      'b.js': onChange("workflow.check(ctx.issue.summary !== 'Bad', 'Not bad');"),
    };
    const w = worldOf(files);
    expect(() => w.edit({ summary: 'Bad' })).toThrow(new ChangeRejected('Not bad'));
    expect([w.get(w.issue, 'summary'), w.get(w.issue, 'description')]).toEqual(['First', null]);
    w.edit({ summary: 'Good' });
    expect([w.get(w.issue, 'summary'), w.get(w.issue, 'description')]).toEqual(['Good', 'by a rule']);
  },
  'also on other entities than the issue': () => {
    const w = worldOf({
      'rule.js': onChange(
        "ctx.issue.addComment('c'); ctx.issue.addTag('t'); new entities.Issue(ctx.currentUser, ctx.project, 'New'); throw new Error('no');",
      ),
    });
    expect(() => w.edit({ summary: 'Second' })).toThrow('no');
    const left = w.youTrack.read((tx) => [...tx.all('IssueComment'), ...tx.all('Tag'), ...tx.all('Issue')]);
    expect(left).toEqual([w.issue]);
    expect(w.get(w.demo, 'nextNumber')).toBe(2);
  },
});

statement('§2', 'D', 'Guards are asked again until none holds', {
  'a later rule in the order of files fires on what an earlier one did, and the other way round': () => {
    const w = worldOf({
      'a.js': onChange("console.log('a');", 'guard: (ctx) => ctx.issue.description === "from b",'),
      'b.js': onChange("console.log('b'); ctx.issue.description = 'from b';"),
    });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['b', 'a']);
  },
});

statement('§2', 'D', 'A rule does not fire again in the transaction in which it ran', {
  'although its guard would still hold': () => {
    const w = acted("ctx.issue.description = (ctx.issue.description || '') + 'x';", ALWAYS);
    expect(w.get(w.issue, 'description')).toBe('x');
  },
  'but in the next one': () => {
    const w = acted("ctx.issue.description = (ctx.issue.description || '') + 'x';", ALWAYS);
    w.edit({ summary: 'Third' });
    expect(w.get(w.issue, 'description')).toBe('xx');
  },
  'and once for each issue': () => {
    const w = worldOf({ 'rule.js': onChange('console.log(ctx.issue.summary);', ALWAYS) });
    w.youTrack.write(w.developer, (tx) => {
      tx.set(w.issue, 'summary', 'One');
      tx.create('Issue', { project: { ref: w.demo }, numberInProject: 7, summary: 'Two', reported: true });
    });
    expect(told(w).sort()).toEqual(['One', 'Two']);
  },
});

statement('§2', 'O', 'An exception in guard or action refuses the change', {
  'in the guard': () => {
    const w = worldOf({ 'rule.js': onChange('', "guard: () => { throw new Error('guarded'); },") });
    expect(() => w.edit({ summary: 'Second' })).toThrow(new ChangeRejected('guarded'));
    expect(w.get(w.issue, 'summary')).toBe('First');
  },
  'a thrown string, number or nothing at all': () => {
    for (const thrown of ["'text'", '42', 'undefined', 'Object.create(null)']) {
      const w = worldOf({ 'rule.js': onChange(`throw ${thrown};`) });
      expect(() => w.edit({ summary: 'Second' })).toThrow(ChangeRejected);
      expect(w.get(w.issue, 'summary')).toBe('First');
    }
  },
  'a member that is not there': () => {
    const w = worldOf({ 'rule.js': onChange('ctx.issue.nothing.more;') });
    expect(() => w.edit({ summary: 'Second' })).toThrow(/undefined/);
  },
});

statement('§2', 'S', 'workflow.check refuses with its message, workflow.message does not refuse', {
  check: () => {
    const w = worldOf({ 'rule.js': onChange("workflow.check(false, 'Say why');") });
    expect(() => w.edit({ summary: 'Second' })).toThrow(new ChangeRejected('Say why'));
  },
  message: () => {
    const w = acted("workflow.message('Just so you know');");
    expect(told(w)).toEqual(['Message: Just so you know']);
    expect(w.get(w.issue, 'summary')).toBe('Second');
  },
});

statement('§2', 'I', 'What is changed and changed back is not changed', {
  'by the user and by a rule': () => {
    const w = worldOf({
      'a.js': onChange("ctx.issue.summary = 'First';", "guard: (ctx) => ctx.issue.summary === 'Second',"),
      'b.js': onChange('console.log(ctx.issue.isChanged("summary"), ctx.issue.oldValue("summary"));', ALWAYS),
    });
    w.edit({ summary: 'Second', description: 'x' });
    expect(told(w)).toEqual(['false null']);
  },
});

statement('§2', '?', 'A change of extension properties alone fires rules here, and leaves `updated` alone', {
  'a rule sees no other change': async () => {
    const w = worldOf({
      'entity-extensions.json': {
        entityTypeExtensions: [{ entityType: 'Issue', properties: { note: { type: 'string' } } }],
      },
      'rule.js': onChange("console.log('ran', ctx.issue.isChanged('summary'));", ALWAYS),
    });
    const before = w.get(w.issue, 'updated');
    await w.youTrack.advance(5_000);
    w.edit({ 'ext:demo-app:note': 'x' });
    expect(told(w)).toEqual(['ran false']);
    expect(w.get(w.issue, 'updated')).toBe(before);
  },
});

statement('§2', 'O', 'A refused change says why in the log of the app', {
  'with the issue': () => {
    const w = worldOf({ 'rule.js': onChange("throw new Error('no');") });
    expect(() => w.edit({ summary: 'Second' })).toThrow();
    expect(warned(w)).toEqual([`The change of ${w.issue} is refused: no`]);
  },
});
