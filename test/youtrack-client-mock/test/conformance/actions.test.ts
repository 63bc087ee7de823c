/** Action rules: commands and menu entries of an app. */
import { expect } from 'vitest';
import { ChangeRejected } from '../../src/engine/types.ts';
import type { World } from '../engine/world.ts';
import { onChange, told, worldOf } from './probe.ts';
import { statement } from './statement.ts';

function action(body: string, more = '', target = 'Issue'): string {
  return onChange(body, `title: 'Review', command: 'request-review', ${more}`).replace(
    'Issue.onChange',
    `${target}.action`,
  );
}

/** Applies a command to DEMO-1 as the developer, in one transaction. */
function command(w: World, text: string, user = w.developer): string | undefined {
  return w.youTrack.write(user, (tx) => w.youTrack.automation.command(tx, user, w.issue, text));
}

statement('§2', 'D', 'An action runs when its command is applied to an issue', {
  'as the user who applies it, in the transaction of the command': () => {
    const w = worldOf({
      'rule.js': action("console.log(ctx.issue.id, ctx.currentUser.login); ctx.issue.description = 'asked';"),
    });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual([]);
    expect(command(w, 'request-review')).toBe('');
    expect(told(w)).toEqual(['DEMO-1 developer']);
    expect([w.get(w.issue, 'description'), w.get(w.issue, 'updatedBy')]).toEqual([
      'asked',
      { ref: w.developer },
    ]);
  },
  'what follows it is left to others, and another command is none of it': () => {
    const w = worldOf({ 'rule.js': action("console.log('ran');") });
    expect(command(w, 'Request-Review State Fixed')).toBe('State Fixed');
    expect(command(w, 'request-reviews')).toBeUndefined();
    expect(told(w)).toEqual(['ran']);
  },
  'by another script too': () => {
    const w = worldOf({
      'a.js': action("console.log('ran as', ctx.currentUser.login);"),
      'b.js': onChange(
        "ctx.issue.applyCommand('request-review State Fixed', entities.User.findByLogin('admin')); console.log(ctx.issue.State.name);",
      ),
    });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['ran as admin', 'Fixed']);
  },
  'and on-change rules see what it did': () => {
    const w = worldOf({
      'a.js': action("ctx.issue.description = 'asked';"),
      'b.js': onChange(
        'console.log(ctx.issue.description);',
        "guard: (ctx) => ctx.issue.isChanged('description'),",
      ),
    });
    command(w, 'request-review');
    expect(told(w)).toEqual(['asked']);
  },
});

statement('§2', 'D', 'Where the guard does not hold, the command cannot be applied', {
  'it is refused and not offered': () => {
    const w = worldOf({
      'rule.js': action("console.log('ran');", "guard: (ctx) => ctx.issue.summary !== 'First',"),
    });
    expect(() => command(w, 'request-review')).toThrow('The action "Review" cannot be applied here');
    expect(w.youTrack.automation.actions(w.developer, w.issue)).toEqual([]);
    w.edit({ summary: 'Second' });
    expect(w.youTrack.automation.actions(w.developer, w.issue)).toEqual([
      { app: 'demo-app', script: 'rule', title: 'Review', command: 'request-review', userInput: null },
    ]);
    command(w, 'request-review');
    expect(told(w)).toEqual(['ran']);
  },
});

statement('§2', 'D', 'A throw in an action refuses the command', {
  'with everything else in it': () => {
    const w = worldOf({
      'rule.js': action("ctx.issue.description = 'x'; workflow.check(false, 'Not now');"),
    });
    expect(() => command(w, 'request-review')).toThrow(new ChangeRejected('Not now'));
    expect(w.get(w.issue, 'description')).toBeNull();
  },
});

statement('§2', 'D', 'An action works in projects to which its app is attached, with its requirements', {
  'elsewhere there is no such command': () => {
    expect(
      command(worldOf({ 'rule.js': action('') }, { attached: false }), 'request-review'),
    ).toBeUndefined();
    const lacking = worldOf({
      'rule.js': action('', 'requirements: { P: { type: entities.EnumField.fieldType } },'),
    });
    expect(command(lacking, 'request-review')).toBeUndefined();
  },
});

statement('§2', 'D', 'An action may ask its user for a value', {
  'an entity or a plain value, as ctx.userInput': () => {
    const w = worldOf({
      'a.js': action(
        'console.log(ctx.userInput.key);',
        "userInput: { type: entities.Project, description: 'Where to' },",
      ),
      'b.js': action(
        'console.log(ctx.userInput + 1);',
        "userInput: { type: entities.Field.integerType, description: 'Points' },",
      ).replace('request-review', 'set-points'),
    });
    const call = (script: string, input: { entity: string } | { value: number }) =>
      w.youTrack.write(w.developer, (tx) =>
        w.youTrack.automation.call(tx, w.developer, { app: 'demo-app', script, entity: w.issue, input }),
      );
    call('a', { entity: w.other });
    call('b', { value: 4 });
    expect(told(w)).toEqual(['OTHER', '5']);
    const offered = w.youTrack.automation.actions(w.developer, w.issue).map(({ userInput }) => userInput);
    expect(offered).toEqual([
      { type: 'Project', description: 'Where to' },
      { type: 'int', description: 'Points' },
    ]);
  },
  'a bare command cannot give one, and is refused here': () => {
    const w = worldOf({
      'a.js': action('', "userInput: { type: entities.Project, description: 'Where to' },"),
    });
    expect(() => command(w, 'request-review')).toThrow('asks its user for something: Where to');
  },
});

statement('§2', 'D', 'Comments have actions of their own', {
  'ctx.issueComment is the comment': () => {
    const w = worldOf({
      'rule.js': action('console.log(ctx.issueComment.text, ctx.issueComment.issue.id);', '', 'IssueComment'),
    });
    const comment = w.youTrack.administer(w.admin, (tx) =>
      tx.create('IssueComment', { issue: { ref: w.issue }, author: { ref: w.admin }, text: 'Hello' }),
    );
    expect(w.youTrack.automation.actions(w.developer, w.issue)).toEqual([]);
    w.youTrack.write(w.developer, (tx) =>
      w.youTrack.automation.call(tx, w.developer, { app: 'demo-app', script: 'rule', entity: comment }),
    );
    expect(told(w)).toEqual(['Hello DEMO-1']);
  },
});

statement('§3', 'D', 'An action may call an async function', {
  'after the command is kept, and not when it is refused': async () => {
    const functions = "asyncFunctions: { later: () => console.log('later') },";
    const w = worldOf({ 'rule.js': action("ctx.invokeAsync('later');", functions) });
    command(w, 'request-review');
    await w.youTrack.settle();
    expect(told(w)).toEqual(['later']);
    const refused = worldOf({
      'rule.js': action("ctx.invokeAsync('later'); throw new Error('no');", functions),
    });
    expect(() => command(refused, 'request-review')).toThrow('no');
    await refused.youTrack.settle();
    expect(told(refused)).toEqual([]);
  },
});
