/** Requirements: what keeps a script from running, what an administrator reads, and what `ctx` holds for them. */
import { expect } from 'vitest';
import { failed, getX, onChange, onSchedule, told, warned, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const STATE = 'State: { type: entities.State.fieldType, Fixed: {}, Begin: { name: "Open" } }';

function requiring(requirements: string, action = "console.log('ran');") {
  const w = worldOf({ 'rule.js': onChange(action, `requirements: { ${requirements} },`) });
  w.edit({ summary: 'Second' });
  return w;
}

/** Why a rule with these requirements does not run in the project; empty when it does. */
function problemsOf(requirements: string): string[] {
  const w = requiring(requirements);
  const problems = w.youTrack.apps.setupProblems('demo-app', w.demo).map(({ problem }) => problem);
  expect(told(w)).toEqual(problems.length === 0 ? ['ran'] : []);
  return problems;
}

statement(
  '§2',
  'D',
  'A rule whose requirements are not met is not executed, and an administrator is told why',
  {
    'a field that the project does not have, or of another type': () => {
      expect(problemsOf('Priority: { type: entities.EnumField.fieldType }')).toEqual([
        'The requirement Priority is not met: the project has no field Priority',
      ]);
      expect(problemsOf('S: { name: "State", type: entities.EnumField.fieldType }')).toEqual([
        'The requirement S is not met: the field State is of the type state[1]',
      ]);
    },
    'a value that the field does not have': () => {
      expect(problemsOf('State: { type: entities.State.fieldType, Won: { name: "Won’t fix" } }')).toEqual([
        'The requirement State is not met: the field State has no value Won’t fix',
      ]);
    },
    'a user, group, project, issue, tag, saved search or link type that is not there': () => {
      const missing = [
        'User',
        'UserGroup',
        'Project',
        'Issue',
        'IssueTag',
        'SavedQuery',
        'IssueLinkPrototype',
      ];
      for (const name of missing)
        expect(problemsOf(`X: { type: entities.${name}, name: 'none' }`)).toHaveLength(1);
    },
    'several are told together, also in the log of the app': () => {
      const w = requiring(
        "Priority: { type: entities.EnumField.fieldType }, Who: { type: entities.User, login: 'nobody' }",
      );
      expect(warned(w)).toEqual([
        expect.stringMatching(/^It requires setup\. .*no field Priority\. .*no such User$/),
      ]);
      expect(w.get(w.issue, 'summary')).toBe('Second');
    },
    'a requirement of a type nobody knows': () => {
      expect(problemsOf('X: { type: "Nothing" }')).toEqual([
        'The requirement X has no type that YouTrack knows',
      ]);
    },
  },
);

statement('§2', 'D', 'A rule whose requirements are met runs', {
  'in a project that has them, and not in another that has not': () => {
    const w = worldOf({
      'rule.js': onChange('console.log(ctx.project.key);', `requirements: { ${STATE} },`),
    });
    w.youTrack.apps.attach('demo-app', w.other);
    w.youTrack.administer(w.admin, (tx) => {
      for (const field of [...tx.find('ProjectCustomField', 'project', { ref: w.other })]) tx.remove(field);
    });
    w.edit({ summary: 'Second' });
    w.youTrack.write(w.admin, (tx) =>
      tx.create('Issue', { project: { ref: w.other }, numberInProject: 1, summary: 'There', reported: true }),
    );
    expect(told(w)).toEqual(['DEMO']);
  },
  'as soon as what was missing is there': () => {
    const w = requiring("T: { type: entities.IssueTag, name: 'hot' }");
    expect(told(w)).toEqual([]);
    w.youTrack.administer(w.admin, (tx) => tx.create('Tag', { name: 'hot', owner: { ref: w.admin } }));
    w.edit({ summary: 'Third' });
    expect(told(w)).toEqual(['ran']);
  },
});

statement('§2', 'D', '`ctx` holds what is required', {
  'a field with its values, by their aliases': () => {
    const tell = `const f = ctx.issue.fields; console.log(ctx.State.name, ctx.State.Fixed.name, ctx.State.Begin.isResolved,
      f.is(ctx.State, ctx.State.Begin), f.isChanged(ctx.State), f.State === ctx.State.Begin);`;
    expect(told(requiring(STATE, tell))).toEqual(['State Fixed false true false true']);
  },
  'in guards, to be compared with what a field becomes': () => {
    const guard = 'guard: (ctx) => ctx.issue.fields.becomes(ctx.State, ctx.State.Fixed),';
    const w = worldOf({
      'rule.js': onChange("console.log('fixed');", `requirements: { ${STATE} }, ${guard}`),
    });
    w.edit({ summary: 'Second' });
    w.edit({ 'field:State': { ref: w.states.fixed } });
    expect(told(w)).toEqual(['fixed']);
  },
  'entities of the whole YouTrack': () => {
    const requirements =
      "Boss: { type: entities.User, login: 'admin' }, There: { type: entities.Project, name: 'Other' }, Ref: { type: entities.Issue, id: 'DEMO-1' }";
    const tell = 'console.log(ctx.Boss.login, ctx.There.key, ctx.Ref === ctx.issue);';
    expect(told(requiring(requirements, tell))).toEqual(['admin OTHER true']);
  },
  'also in async functions': async () => {
    const more = `requirements: { ${STATE} }, asyncFunctions: { later: (ctx) => console.log(ctx.State.Fixed.name) },`;
    const w = worldOf({ 'rule.js': onChange("ctx.invokeAsync('later');", more) });
    w.edit({ summary: 'Second' });
    await w.youTrack.settle();
    expect(told(w)).toEqual(['Fixed']);
  },
});

statement(
  '§1',
  'D',
  'Names of requirements are matched in whatever case; scripts must spell fields as the project does',
  {
    'both in one rule': () => {
      const w = requiring(
        "s: { name: 'sTATE', type: entities.State.fieldType, fIXED: {} }",
        'console.log(ctx.s.name, ctx.s.fIXED.name, typeof ctx.issue.fields.sTATE);',
      );
      expect(told(w)).toEqual(['State Fixed undefined']);
    },
  },
);

statement('§2', 'D', 'Schedules and handlers have requirements too', {
  'a schedule that lacks something is left out': async () => {
    const w = worldOf({
      'rule.js': onSchedule(
        "console.log('ran');",
        'requirements: { P: { type: entities.EnumField.fieldType } },',
      ),
    });
    await w.youTrack.advance(60_000);
    expect(told(w)).toEqual([]);
    expect(failed(w)).toEqual([expect.stringContaining('no field P')]);
  },
  'a handler answers 404': async () => {
    const source = getX("ctx.response.text('in');").replace(
      'endpoints:',
      "requirements: { U: { type: entities.User, login: 'nobody' } }, endpoints:",
    );
    expect(await worldOf({ 'handler.js': source }).call({ path: 'x' })).toBeUndefined();
  },
  'a handler gets what it requires': async () => {
    const source = getX('ctx.response.text(ctx.U.login);').replace(
      'endpoints:',
      "requirements: { U: { type: entities.User, login: 'admin' } }, endpoints:",
    );
    expect((await worldOf({ 'handler.js': source }).call({ path: 'x' }))?.body).toBe('admin');
  },
});

statement(
  '§2',
  '?',
  'A field with several values needs `multi: true` here, and one with one value must not have it',
  {
    'otherwise the requirement is not met': () => {
      expect(problemsOf('State: { type: entities.State.fieldType, multi: true }')).toEqual([
        'The requirement State is not met: the field State holds one value',
      ]);
    },
  },
);
