/** The query language, as rules use it: through `search.search` in an action. */
import { expect } from 'vitest';
import { START, type World } from '../engine/world.ts';
import { acted, onChange, told, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const HOUR = 3_600_000;

/** DEMO-1 "First" (Open), DEMO-2 "Login fails" (Fixed, tagged), DEMO-3 "Pay later" (assigned, no state), OTHER-1. */
function world(query: string, folder = 'ctx.project'): World {
  const w = worldOf({
    'rule.js': onChange(
      `console.log(search.search(${folder}, ${JSON.stringify(query)}, ctx.currentUser).map((i) => i.id).join());`,
    ),
  });
  w.youTrack.administer(w.admin, (tx) => {
    const tag = tx.create('Tag', {
      name: 'release',
      owner: { ref: w.developer },
      permittedReadUserGroups: [],
      permittedReadUsers: [],
    });
    const assignee = tx.create('CustomField', { name: 'Assignee', fieldType: 'user[1]' });
    tx.create('ProjectCustomField', {
      project: { ref: w.demo },
      field: { ref: assignee },
      bundle: null,
      ordinal: 1,
    });
    const add = (project: string, number: number, summary: string, more: object): string => {
      const common = {
        reported: true,
        created: START - number * HOUR,
        updated: START,
        resolved: null,
        tags: [],
      };
      return tx.create('Issue', {
        project: { ref: project },
        numberInProject: number,
        summary,
        reporter: { ref: w.admin },
        ...common,
        ...more,
      });
    };
    const login = add(w.demo, 2, 'Login fails', {
      'field:State': { ref: w.states.fixed },
      resolved: START,
      tags: [{ ref: tag }],
      reporter: { ref: w.developer },
    });
    const pay = add(w.demo, 3, 'Pay later', {
      created: START - 40 * 24 * HOUR,
      description: 'Nobody logs in',
      'field:Assignee': { ref: w.developer },
    });
    tx.create('IssueComment', { issue: { ref: pay }, author: { ref: w.developer }, text: 'Sorry, not yet' });
    tx.create('IssueWorkItem', { issue: { ref: login }, author: { ref: w.admin }, duration: 5 });
    add(w.other, 1, 'Elsewhere', {});
  });
  return w;
}

/** Ids of what is found; without an order of its own, in that of the ids. */
function found(query: string, folder?: string): string {
  const w = world(query, folder);
  w.edit({ 'field:State': { ref: w.states.open }, summary: 'First again' });
  const ids = (told(w)[0] ?? '').split(',');
  return (query.includes('sort by') ? ids : ids.sort()).join();
}

statement('§5', 'D', 'A search stays in its folder', {
  'a project, or everything': () => {
    expect(found('')).toBe('DEMO-1,DEMO-2,DEMO-3');
    expect(found('', 'null')).toBe('DEMO-1,DEMO-2,DEMO-3,OTHER-1');
  },
});

statement('§4', 'D', 'Queries combine attributes, keywords and text', {
  'values of a field, several at once, and their negation': () => {
    expect(found('State: Open')).toBe('DEMO-1');
    expect(found('State: Open, Fixed')).toBe('DEMO-1,DEMO-2');
    expect(found('State: -Fixed')).toBe('DEMO-1,DEMO-3');
    expect(found('State: {Fixed}')).toBe('DEMO-2');
  },
  'ranges of a set of values': () => {
    expect(found('State: Open .. Fixed')).toBe('DEMO-1,DEMO-2');
    expect(found('State: Fixed .. *')).toBe('DEMO-2');
  },
  '#Unresolved, #Resolved, and a value alone': () => {
    expect(found('#Unresolved')).toBe('DEMO-1,DEMO-3');
    expect(found('#Resolved')).toBe('DEMO-2');
    expect(found('#Fixed')).toBe('DEMO-2');
    expect(found('-Fixed')).toBe('DEMO-1,DEMO-3');
  },
  'has: for what is there and what is missing': () => {
    expect(found('has: State')).toBe('DEMO-1,DEMO-2');
    expect(found('has: -{State}')).toBe('DEMO-3');
    expect(found('has: description')).toBe('DEMO-3');
    expect(found('has: tags')).toBe('DEMO-2');
  },
  ids: () => {
    expect(found('#DEMO-2')).toBe('DEMO-2');
    expect(found('issue id: DEMO-2, DEMO-3 sort by: {issue id} desc')).toBe('DEMO-3,DEMO-2');
  },
  'text in summary and description, phrases and negation': () => {
    expect(found('login')).toBe('DEMO-2');
    expect(found('summary: later')).toBe('DEMO-3');
    expect(found('"logs in"')).toBe('DEMO-3');
  },
  tags: () => {
    expect(found('tag: release')).toBe('DEMO-2');
    expect(found('tag: -release')).toBe('DEMO-1,DEMO-3');
  },
  me: () => {
    expect(found('reporter: me')).toBe('DEMO-2');
    expect(found('by: admin')).toBe('DEMO-1,DEMO-3');
  },
  'dates, relative, named and in ranges': () => {
    expect(found('created: today')).toBe('DEMO-1,DEMO-2');
    expect(found('created: * .. {minus 30d}')).toBe('DEMO-3');
    expect(found('created: 2025-11-26 .. 2025-11-28')).toBe('DEMO-3');
    expect(found('created: {minus 150m} .. *')).toBe('DEMO-1,DEMO-2');
  },
  'or, and, parentheses': () => {
    expect(found('State: Fixed or summary: later')).toBe('DEMO-2,DEMO-3');
    expect(found('(State: Fixed or summary: later) and has: tags')).toBe('DEMO-2');
  },
  'an order': () => {
    expect(found('sort by: created')).toBe('DEMO-3,DEMO-2,DEMO-1');
    expect(found('sort by: created desc')).toBe('DEMO-1,DEMO-2,DEMO-3');
    expect(found('sort by: State asc, created asc')).toBe('DEMO-1,DEMO-2,DEMO-3');
  },
});

statement('§5', 'D', 'A query that cannot be read throws', {
  'for an unknown field and an unknown value': () => {
    for (const query of ['Nothing: x', 'State: Nothing', '#Nothing', 'created: someday']) {
      const w = world(query);
      expect(() => w.edit({ summary: 'Second' })).toThrow();
    }
  },
});

statement('§5', 'D', 'A search sees what its user may see', {
  'named or, without a name, the current one': () => {
    const w = worldOf({
      'rule.js': onChange(
        "const stranger = entities.User.findByLogin('stranger'); console.log(search.search(ctx.project, '', stranger).size, search.search(ctx.project, '').size);",
      ),
    });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['0 1']);
  },
});

statement('§5', 'I', 'A search sees what its transaction has changed', {
  'also the user’s own change': () => {
    const w = worldOf({
      'rule.js': onChange("console.log(search.search(ctx.project, 'summary: Second').size);"),
    });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['1']);
  },
});

statement('§2', 'D', 'A search is asked in a context, as a text or an object, on behalf of a user', {
  'without a folder the query comes first, then the user': () => {
    const stranger = "entities.User.findByLogin('stranger')";
    const w =
      acted(`const found = [search.search('project: Demo'), search.search('project: Demo', ${stranger}),
      search.search({ query: 'project: Demo' }), search.search({ query: 'project: Demo' }, ${stranger}),
      search.search(null, 'project: Demo', ${stranger})]; console.log(found.map((set) => set.size).join());`);
    expect(told(w)).toEqual(['1,0,1,0,0']);
  },
  'in a tag or a saved search': () => {
    const w = worldOf({
      'rule.js': onChange(
        `const saved = entities.SavedQuery.findQueryByName('Mine'); const tag = ctx.issue.addTag('x');
         console.log([search.search(saved, ''), search.search(saved, 'project: Other'), search.search(tag, '')].map((set) => set.map((i) => i.id).join('+')).join());`,
      ),
    });
    w.youTrack.administer(w.admin, (tx) => {
      const owner = { ref: w.developer };
      tx.create('SavedQuery', { name: 'Mine', owner, query: 'summary: Second' });
    });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['DEMO-1,,DEMO-1']);
  },
});
