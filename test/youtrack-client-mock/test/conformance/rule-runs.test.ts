/** Which on-change rules run, in which order, and what they know. */
import { expect } from 'vitest';
import { ChangeRejected } from '../../src/engine/types.ts';
import { packageOf } from '../engine/world.ts';
import { acted, onChange, thrownIn, told, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const ALWAYS = '';

statement('§2', 'D', 'Of a move, only the rules of the project it goes to run', {
  'they can tell where the issue was': () => {
    const w = worldOf(
      {
        'rule.js': onChange(
          "console.log(ctx.issue.oldValue('project').name, ctx.project.name);",
          "guard: (ctx) => ctx.issue.isChanged('project'),",
        ),
      },
      { attached: false },
    );
    w.youTrack.apps.attach('demo-app', w.other);
    w.edit({ project: { ref: w.other } });
    expect(told(w)).toEqual(['Demo Other']);
  },
  'those of the project it leaves do not': () => {
    const w = worldOf({ 'rule.js': onChange("console.log('ran');", ALWAYS) });
    w.edit({ project: { ref: w.other }, summary: 'Second' });
    expect(told(w)).toEqual([]);
  },
});

statement('§2', 'D', 'A rule says whether it runs on changes, on removal, or both', {
  'by default on changes only': () => {
    const w = worldOf({ 'rule.js': onChange("console.log('ran');", ALWAYS) });
    w.youTrack.write(w.admin, (tx) => tx.remove(w.issue));
    expect(told(w)).toEqual([]);
  },
  'on removal alone, where becomesRemoved is true': () => {
    const more = 'runOn: { change: false, removal: true },';
    const w = worldOf({ 'rule.js': onChange('console.log(ctx.issue.becomesRemoved, ctx.issue.id);', more) });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual([]);
    w.youTrack.write(w.admin, (tx) => tx.remove(w.issue));
    expect(told(w)).toEqual(['true DEMO-1']);
  },
  'on both': () => {
    const more = 'runOn: { change: true, removal: true },';
    const w = worldOf({ 'rule.js': onChange('console.log(ctx.issue.becomesRemoved);', more) });
    w.edit({ summary: 'Second' });
    w.youTrack.write(w.admin, (tx) => tx.remove(w.issue));
    expect(told(w)).toEqual(['false', 'true']);
  },
});

statement('§2', 'S', 'On-change rules fire for drafts too', {
  'a draft calls itself Issue.Draft and is not reported; reporting it is told once': () => {
    const w = worldOf({
      'rule.js': onChange(
        'console.log(ctx.issue.id, ctx.issue.isReported, ctx.issue.becomesReported, ctx.issue.isNew);',
        ALWAYS,
      ),
    });
    const draft = w.youTrack.write(w.developer, (tx) =>
      tx.create('Issue', {
        project: { ref: w.demo },
        summary: 'Idea',
        reporter: { ref: w.developer },
        reported: false,
      }),
    );
    w.youTrack.write(w.developer, (tx) => {
      tx.set(draft, 'reported', true);
      tx.set(draft, 'numberInProject', 2);
    });
    w.youTrack.write(w.developer, (tx) => tx.set(draft, 'summary', 'Plan'));
    expect(told(w)).toEqual([
      'Issue.Draft false false true',
      'DEMO-2 true true false',
      'DEMO-2 true false false',
    ]);
  },
});

statement('§2', 'D', 'Rules are attached to projects', {
  'where the app is not attached they do not run': () => {
    const w = worldOf({ 'rule.js': onChange("console.log('ran');", ALWAYS) }, { attached: false });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual([]);
  },
  'nor where it is switched off, in the project or altogether': () => {
    const w = worldOf({ 'rule.js': onChange("console.log('ran');", ALWAYS) });
    const [usage] = w.youTrack.apps.usages({ project: w.demo });
    w.youTrack.apps.setUsageEnabled(usage?.id ?? '', false);
    w.edit({ summary: 'Second' });
    w.youTrack.apps.setUsageEnabled(usage?.id ?? '', true);
    w.youTrack.apps.setEnabled('demo-app', false);
    w.edit({ summary: 'Third' });
    expect(told(w)).toEqual([]);
    w.youTrack.apps.setEnabled('demo-app', true);
    w.edit({ summary: 'Fourth' });
    expect(told(w)).toEqual(['ran']);
  },
});

statement('§2', 'D', 'Rules are not limited by what the user may do', {
  'a stranger’s change lets a rule change what the stranger may not': () => {
    const w = worldOf({
      'rule.js': onChange(
        "console.log(ctx.currentUser.login, ctx.currentUser.hasPermission('UPDATE_ISSUE', ctx.project)); ctx.issue.description = 'written';",
      ),
    });
    w.edit({ summary: 'Second' }, w.stranger);
    expect(told(w)).toEqual(['stranger false']);
    expect(w.get(w.issue, 'description')).toBe('written');
  },
});

statement('§2', 'O', 'Changes of comments and work items fire rules of their issue', {
  'the issue tells what was added, edited and removed': () => {
    const w = worldOf({
      'rule.js': onChange(
        'const { comments: c, workItems: i } = ctx.issue; console.log(c.added.size, ctx.issue.editedComments.size, c.removed.size, i.added.size);',
        ALWAYS,
      ),
    });
    const comment = w.youTrack.write(w.developer, (tx) =>
      tx.create('IssueComment', { issue: { ref: w.issue }, author: { ref: w.developer }, text: 'a' }),
    );
    w.youTrack.write(w.developer, (tx) => tx.set(comment, 'text', 'b'));
    w.youTrack.write(w.developer, (tx) => tx.remove(comment));
    w.youTrack.write(w.developer, (tx) =>
      tx.create('IssueWorkItem', { issue: { ref: w.issue }, author: { ref: w.developer }, duration: 5 }),
    );
    expect(told(w)).toEqual(['1 0 0 0', '0 1 0 0', '0 0 1 0', '0 0 0 1']);
  },
});

statement('§2', 'D', 'The context of a rule', {
  'holds issue, project, user, settings, storage and how the change came about': () => {
    const w = acted('console.log(Object.keys(ctx).sort().join());');
    expect(told(w)).toEqual([
      'currentUser,globalStorage,invokeAsync,isMcpRequest,isSilentOperation,issue,load,project,settings,store',
    ]);
  },
  'is one for guard and action': () => {
    const w = acted('console.log(ctx.seen);', 'guard: (ctx) => { ctx.seen = 1; return true; },');
    expect(told(w)).toEqual(['1']);
  },
});

statement('§2', 'O', 'A question about a field that the project does not have throws', {
  'isChanged, and a rule that lets it out refuses the change': () => {
    expect(thrownIn("ctx.issue.isChanged('Nothing')")).toContain("no property or custom field 'Nothing'");
    const w = worldOf({ 'rule.js': onChange('', "guard: (ctx) => ctx.issue.isChanged('Nothing'),") });
    expect(() => w.edit({ summary: 'Second' })).toThrow(ChangeRejected);
  },
  'in another case it is another field': () => {
    expect(thrownIn("ctx.issue.isChanged('state')")).toContain("'state'");
  },
});

statement('§2', 'D', 'An update of the app changes what runs', {
  'at once': () => {
    const w = worldOf({ 'rule.js': onChange("console.log('old');") });
    w.youTrack.apps.importFiles(packageOf({ 'rule.js': onChange("console.log('new');") }));
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['new']);
  },
});

statement('§2', 'S', 'Rules run by their priority in the project, the higher number first', {
  'whatever the order of their files': () => {
    const w = worldOf({
      'a.js': onChange("console.log('a');"),
      'b.js': onChange("console.log('b');"),
      'c.js': onChange("console.log('c');"),
    });
    const { apps } = w.youTrack;
    for (const { id, script } of apps.ruleUsages(w.demo))
      apps.changeRule(id, { priority: 'acb'.indexOf(script) });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['b', 'c', 'a']);
  },
});

statement('§6', 'S', 'A single rule can be switched off in a project', {
  'an action and a state machine as well': () => {
    const action = onChange('', "command: 'do it',").replace('Issue.onChange', 'Issue.action');
    const machine = `exports.stateMachine = { fieldName: 'State', states: { Open: { initial: true, transitions: {} } } };`;
    const w = worldOf({ 'a.js': action, 'b.js': machine });
    const { apps, automation } = w.youTrack;
    expect(automation.actions(w.developer, w.issue)).toHaveLength(1);
    expect(automation.events(w.developer, w.issue, 'State')).toEqual([]);
    for (const { id } of apps.ruleUsages(w.demo)) apps.changeRule(id, { enabled: false });
    expect(automation.actions(w.developer, w.issue)).toEqual([]);
    expect(automation.events(w.developer, w.issue, 'State')).toBeNull();
  },
});
