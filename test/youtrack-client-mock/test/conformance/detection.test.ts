/** What entities tell of a change, and the `Set` of the Workflow API. */
import { expect } from 'vitest';
import { packageOf } from '../engine/world.ts';
import { acted, onChange, told, valueIn, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const ANY = '';

statement('§2', 'D', 'Resolution follows the state within the transaction', {
  'becomesResolved, becomesUnresolved and isResolved': () => {
    const w = worldOf({
      'rule.js': onChange(
        'const i = ctx.issue; console.log(i.becomesResolved, i.becomesUnresolved, i.isResolved);',
        ANY,
      ),
    });
    w.edit({ 'field:State': { ref: w.states.fixed } });
    w.edit({ summary: 'Second' });
    w.edit({ 'field:State': { ref: w.states.open } });
    expect(told(w)).toEqual(['true false true', 'false false true', 'false true false']);
  },
  'also when a rule sets the state': () => {
    const w = worldOf({
      'a.js': onChange(
        "ctx.issue.fields.State = ctx.project.findFieldByName('State').findValueByName('Fixed');",
      ),
      'b.js': onChange(
        'console.log(ctx.issue.resolved !== null);',
        'guard: (ctx) => ctx.issue.becomesResolved,',
      ),
    });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['true']);
    expect(w.get(w.issue, 'resolved')).toBe(w.youTrack.now());
  },
});

statement('§2', 'D', 'Fields tell what they are, were and become', {
  'by a value or its name': () => {
    const w = worldOf({
      'rule.js': onChange(
        `const fixed = ctx.project.findFieldByName('State').findValueByName('Fixed'); const f = ctx.issue.fields;
         console.log(f.becomes('State', fixed), f.is('State', 'Fixed'), f.was('State', 'Open'), f.isChanged('State'), f.oldValue('State').name);`,
        ANY,
      ),
    });
    w.edit({ 'field:State': { ref: w.states.fixed } });
    expect(told(w)).toEqual(['true true true true Open']);
  },
  'and who may read and write them': () => {
    const w = worldOf({
      'rule.js': onChange(
        `const users = ['developer', 'stranger'].map((login) => entities.User.findByLogin(login));
         console.log(users.map((u) => [ctx.issue.fields.canBeReadBy('State', u), ctx.issue.canBeWrittenBy('summary', u)].join()).join(' '));`,
      ),
    });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['true,true false,false']);
  },
  'a demanded value that is missing refuses the change in its own words': () => {
    const w = worldOf({ 'rule.js': onChange("ctx.issue.required('State', 'Set a state');", ANY) });
    expect(() => w.edit({ 'field:State': null })).toThrow('Set a state');
  },
});

statement('§2', 'D', 'The old value of what is unchanged is null', {
  'where JetBrains’ texts contradict each other, null is what they say of entities': () => {
    expect(
      valueIn(
        "[ctx.issue.oldValue('summary'), ctx.issue.oldValue('description'), ctx.issue.fields.oldValue('State')]",
      ),
    ).toEqual(['First', null, null]);
  },
});

statement('§2', 'S', 'The names of the project’s fields are the keys of issue.fields', {
  'and only those': () => {
    expect(valueIn('Object.keys(ctx.issue.fields)')).toEqual(['State']);
  },
});

statement('§2', 'S', 'A Set has the members of the Workflow API', {
  'for reading': () => {
    const source = `(() => { ['a', 'b', 'c'].forEach((name) => ctx.issue.addTag(name)); const s = ctx.issue.tags;
      const it = s.values(); it.next();
      return { size: s.size, first: s.first().name, last: s.last().name, get: s.get(1).name, none: s.get(9),
        find: s.find((t) => t.name === 'b').name, has: s.has(s.first()), empty: s.isEmpty(), full: s.isNotEmpty(),
        next: it.next().value.name, each: (() => { const l = []; s.forEach((t) => l.push(t.name)); return l; })() }; })()`;
    expect(valueIn(source)).toEqual({
      size: 3,
      first: 'a',
      last: 'c',
      get: 'b',
      none: null,
      find: 'b',
      has: true,
      empty: false,
      full: true,
      next: 'b',
      each: ['a', 'b', 'c'],
    });
  },
  'map and slice give arrays': () => {
    const source = `(() => { ['a', 'b', 'c'].forEach((name) => ctx.issue.addTag(name)); const s = ctx.issue.tags;
      return [s.map((t) => t.name), s.slice(1, 2).map((t) => t.name), Array.isArray(s.map((t) => t))]; })()`;
    expect(valueIn(source)).toEqual([['a', 'b', 'c'], ['b'], true]);
  },
  'for writing: add, delete, clear, with added and removed since the commit': () => {
    const w = acted("ctx.issue.addTag('a'); ctx.issue.addTag('b');");
    const source =
      onChange(`const s = ctx.issue.tags; const [a, b] = [s.first(), s.last()]; s.delete(a); ctx.issue.addTag('c');
      console.log(s.isChanged, s.added.map((t) => t.name), s.removed.map((t) => t.name));
      s.add(a); s.clear(); console.log(s.size, s.removed.size, s.added.isEmpty());`);
    w.youTrack.apps.importFiles(packageOf({ 'rule.js': source }));
    w.edit({ summary: 'Third' }, w.developer);
    expect(told(w)).toEqual(['true ["c"] ["a"]', '0 2 true']);
  },
  'what was added and taken away again is no change': () => {
    expect(
      valueIn(
        "(() => { const t = ctx.issue.addTag('a'); ctx.issue.untag(t); return [ctx.issue.tags.isChanged, ctx.issue.isChanged('tags')]; })()",
      ),
    ).toEqual([false, false]);
  },
});

statement('§2', 'D', 'Scripts know an issue by its readable id only', {
  'id is the readable one; there is no idReadable': () => {
    expect(
      valueIn('[ctx.issue.id, typeof ctx.issue.idReadable, entities.Issue.findById("DEMO-1") === ctx.issue]'),
    ).toEqual(['DEMO-1', 'undefined', true]);
  },
  'a database id finds nothing': () => {
    const w = worldOf({ 'rule.js': onChange('') });
    expect(valueIn(`entities.Issue.findById('${w.issue}')`)).toBeNull();
  },
});

statement('§2', 'O', 'A comment has no id but an address with one', {
  'comment.url': () => {
    expect(
      valueIn("(() => { const c = ctx.issue.addComment('x'); return [typeof c.id, c.url]; })()"),
    ).toEqual(['undefined', expect.stringMatching(/\/issue\/DEMO-1#focus=Comments-\d+-\d+\.0-0$/)]);
  },
});

statement('§2', 'S', 'Periods are Joda periods, not normalised', {
  'minutes, hours, days and weeks are parts, of 8 hours and 5 days': () => {
    const source = `(() => { const d = require('@jetbrains/youtrack-scripting-api/date-time');
      const p = d.toPeriod('1w 2d 3h 90m'); return [p.getWeeks(), p.getDays(), p.getHours(), p.getMinutes()]; })()`;
    expect(valueIn(source)).toEqual([1, 2, 3, 90]);
  },
});

statement('§2', 'D', 'The duration of a work item is a number of minutes', {
  'as it was added': () => {
    expect(valueIn("ctx.issue.addWorkItem('did', 1767614430000, ctx.currentUser, 95).duration")).toBe(95);
  },
});

statement('§2', 'I', 'Two entities are the same when they are the same object', {
  'however they were found': () => {
    expect(
      valueIn(
        "entities.User.findByLogin('developer') === ctx.currentUser && entities.Project.findByKey('DEMO') === ctx.issue.project",
      ),
    ).toBe(true);
  },
});
