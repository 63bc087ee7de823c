/** Links between issues, and what else is found by name: types of links and saved searches. */
import { expect } from 'vitest';
import type { World } from '../engine/world.ts';
import { onChange, thrownIn, told, valueIn, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const MAKE = "const other = new entities.Issue(ctx.currentUser, ctx.project, 'Other');";

/** Makes DEMO-2 and lets a rule of DEMO-1 do this with it. */
function linked(action: string, more?: string): World {
  const w = worldOf({
    'rule.js': onChange(`const other = entities.Issue.findById('DEMO-2'); ${action}`, more),
  });
  w.youTrack.administer(w.admin, (tx) =>
    tx.create('Issue', {
      project: { ref: w.demo },
      numberInProject: 2,
      summary: 'Other',
      reported: true,
      tags: [],
      resolved: null,
    }),
  );
  w.edit({ summary: 'Second' });
  return w;
}

statement('§2', 'D', 'Issues are linked by the names of both sides of a type', {
  'the other issue has the other side': () => {
    const source = `(() => { ${MAKE} ctx.issue.links['parent for'].add(other);
      return [ctx.issue.links['parent for'].map((i) => i.id), other.links['subtask of'].map((i) => i.id), other.links['parent for'].size]; })()`;
    expect(valueIn(source)).toEqual([['DEMO-2'], ['DEMO-1'], 0]);
  },
  'an undirected type has one name for both': () => {
    const source = `(() => { ${MAKE} other.links['relates to'].add(ctx.issue); return ctx.issue.links['relates to'].first().id; })()`;
    expect(valueIn(source)).toBe('DEMO-2');
  },
  'the usual types are there, a name of none is undefined': () => {
    expect(valueIn('Object.keys(ctx.issue.links).sort()')).toEqual([
      'depends on',
      'duplicates',
      'is duplicated by',
      'is required for',
      'parent for',
      'relates to',
      'subtask of',
    ]);
    expect(valueIn("typeof ctx.issue.links['knows']")).toBe('undefined');
  },
  'removing one end removes the other': () => {
    const source = `(() => { ${MAKE} const set = ctx.issue.links['depends on']; set.add(other); other.links['is required for'].delete(ctx.issue);
      return [set.size, set.isEmpty()]; })()`;
    expect(valueIn(source)).toEqual([0, true]);
  },
  'clear removes all': () => {
    const source = `(() => { ${MAKE} const set = ctx.issue.links['relates to']; set.add(other); set.clear(); return [set.size, other.links['relates to'].size]; })()`;
    expect(valueIn(source)).toEqual([0, 0]);
  },
  'only issues can be linked, and none to itself': () => {
    expect(thrownIn("ctx.issue.links['relates to'].add(ctx.currentUser)")).toContain('A linked issue');
    expect(thrownIn("ctx.issue.links['relates to'].add(ctx.issue)")).toContain('itself');
  },
});

statement('§2', 'D', 'Links tell what was added and removed in the transaction', {
  'on both issues, whose rules run': () => {
    const more = '';
    const w = linked(
      `const l = ctx.issue.links; console.log(ctx.issue.id, ctx.issue.isChanged('links'), l['depends on'].added.size, l['is required for'].added.size, l['depends on'].removed.size);
       if (ctx.issue.isChanged('summary') && ctx.issue.summary === 'Second') l['depends on'].add(other);
       if (ctx.issue.summary === 'Third') l['depends on'].delete(other);`,
      more,
    );
    expect(told(w)).toEqual(['DEMO-1 false 0 0 0', 'DEMO-2 true 0 1 0']);
    w.edit({ summary: 'Third' });
    expect(told(w).slice(2)).toEqual(['DEMO-1 false 0 0 0', 'DEMO-2 true 0 0 0']);
  },
  'they are kept, and stay away when the change is refused': () => {
    const w = linked("ctx.issue.links['relates to'].add(other);");
    const rule = onChange("console.log(ctx.issue.links['relates to'].map((i) => i.id).join());");
    w.youTrack.apps.importFiles(
      new Map(
        Object.entries({ 'manifest.json': '{"name":"demo-app"}', 'rule.js': rule }).map(([path, text]) => [
          path,
          Buffer.from(text),
        ]),
      ),
    );
    w.edit({ summary: 'Third' });
    expect(told(w)).toEqual(['DEMO-2']);
    const refused = worldOf({
      'rule.js': onChange(`${MAKE} ctx.issue.links['relates to'].add(other); throw new Error('no');`),
    });
    expect(() => refused.edit({ summary: 'Second' })).toThrow('no');
    expect(
      refused.youTrack.read((tx) => tx.propNames(refused.issue).filter((prop) => prop.startsWith('link:'))),
    ).toEqual([]);
  },
  'a deleted issue is linked no more': () => {
    const w = linked(
      "if (ctx.issue.summary === 'Second') ctx.issue.links['relates to'].add(other); else console.log(ctx.issue.links['relates to'].size);",
    );
    w.youTrack.write(w.admin, (tx) => {
      for (const issue of tx.find('Issue', 'numberInProject', 2)) tx.remove(issue);
    });
    w.edit({ summary: 'Third' });
    expect(told(w)).toEqual(['0']);
  },
});

statement('§2', 'D', 'A type of links is found by its name', {
  'it tells both sides': () => {
    expect(
      valueIn(
        "(() => { const t = entities.IssueLinkPrototype.findByName('Depend'); return [t.outward, t.inward]; })()",
      ),
    ).toEqual(['is required for', 'depends on']);
    expect(valueIn("entities.IssueLinkPrototype.findByName('Nothing')")).toBeNull();
  },
});

statement('§4', 'D', 'Queries know links', {
  'by the name of a side, by all of them, and by their presence': () => {
    const queries = [
      'depends on: DEMO-2',
      'is required for: DEMO-1',
      'links: DEMO-1',
      'has: {depends on}',
      'has: links',
      'has: -{links}',
      'depends on: DEMO-1',
    ];
    const w = linked(
      `ctx.issue.links['depends on'].add(other);
       console.log(JSON.stringify(${JSON.stringify(queries)}.map((q) => search.search(ctx.project, q + ' sort by: {issue id}').map((i) => i.id).join())));`,
    );
    expect(JSON.parse(told(w)[0] ?? '[]')).toEqual([
      'DEMO-1',
      'DEMO-2',
      'DEMO-2',
      'DEMO-1',
      'DEMO-1,DEMO-2',
      '',
      '',
    ]);
  },
});

statement('§2', 'D', 'Users may be asked whether they can link', {
  'with the permission, on issues they see': () => {
    expect(
      valueIn("['developer', 'stranger'].map((l) => entities.User.findByLogin(l).canLinkIssue(ctx.issue))"),
    ).toEqual([true, false]);
  },
});

statement('§2', 'D', 'Saved searches are found by name, the current user’s own first', {
  'those of others only when they are shared': () => {
    const w = worldOf({
      'rule.js': onChange(
        "console.log(entities.SavedQuery.findByName('Mine').map((q) => q.owner.login + ' ' + q.query).join(), entities.SavedQuery.findQueryByName('None'));",
      ),
    });
    w.youTrack.administer(w.admin, (tx) => {
      const save = (owner: string, query: string, sharedWith: readonly string[]): void => {
        const permittedReadUsers = sharedWith.map((ref) => ({ ref }));
        tx.create('SavedQuery', {
          name: 'Mine',
          owner: { ref: owner },
          query,
          permittedReadUsers,
          permittedReadUserGroups: [],
        });
      };
      save(w.admin, 'shared', [w.developer]);
      save(w.admin, 'private', []);
      save(w.developer, 'own', []);
    });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['developer own,admin shared null']);
  },
});
