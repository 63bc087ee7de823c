/** State machines: what happens by itself after a while. */
import { expect } from 'vitest';
import { fire, machine, newIssue } from './machine-probe.ts';
import { failed, onChange, told, worldOf } from './probe.ts';
import { statement } from './statement.ts';

statement('§2', 'D', 'A transition with `after` happens by itself', {
  'after that time, as the Workflow User, and on-change rules see it': async () => {
    const w = worldOf({
      'rule.js': machine('after: 60000'),
      'seen.js': onChange(
        "console.log('seen', ctx.currentUser.login);",
        "guard: (ctx) => ctx.issue.isChanged('State') && !ctx.issue.isNew,",
      ),
    });
    const made = newIssue(w, {});
    await w.youTrack.advance(59_999);
    expect(w.get(made, 'field:State')).toEqual({ ref: w.states.open });
    await w.youTrack.advance(1);
    expect(w.get(made, 'field:State')).toEqual({ ref: w.states.fixed });
    expect(told(w).slice(1)).toEqual([
      'exit Open workflow-user',
      'fix workflow-user',
      'enter Fixed workflow-user',
      'seen workflow-user',
    ]);
  },
  'it survives a restart': async () => {
    const w = worldOf({ 'rule.js': machine('after: 60000') });
    const made = newIssue(w, {});
    w.youTrack.restart();
    await w.youTrack.advance(60_000);
    expect(w.get(made, 'field:State')).toEqual({ ref: w.states.fixed });
  },
  'not for drafts and deleted issues': async () => {
    const w = worldOf({ 'rule.js': machine('after: 60000') });
    const draft = newIssue(w, { reported: false, numberInProject: null });
    const deleted = newIssue(w, {});
    w.youTrack.write(w.developer, (tx) => tx.remove(deleted));
    await w.youTrack.advance(60_000);
    expect(w.get(draft, 'field:State')).toEqual({ ref: w.states.open });
    expect(failed(w)).toEqual([]);
  },
  'for a draft from the moment it is reported': async () => {
    const w = worldOf({ 'rule.js': machine('after: 60000') });
    const draft = newIssue(w, { reported: false, numberInProject: null });
    await w.youTrack.advance(50_000);
    w.youTrack.write(w.developer, (tx) => tx.set(draft, 'reported', true));
    await w.youTrack.advance(59_999);
    expect(w.get(draft, 'field:State')).toEqual({ ref: w.states.open });
    await w.youTrack.advance(1);
    expect(w.get(draft, 'field:State')).toEqual({ ref: w.states.fixed });
  },
  'not once the issue has left the state, and anew when it enters again': async () => {
    const w = worldOf({ 'rule.js': machine('after: 60000') });
    fire(w, 'touch');
    await w.youTrack.advance(30_000);
    fire(w, 'touch');
    await w.youTrack.advance(59_999);
    expect(w.get(w.issue, 'field:State')).toEqual({ ref: w.states.open });
    await w.youTrack.advance(1);
    expect(w.get(w.issue, 'field:State')).toEqual({ ref: w.states.fixed });
  },
  'not where the app is switched off by then': async () => {
    const w = worldOf({ 'rule.js': machine('after: 60000') });
    fire(w, 'touch');
    w.youTrack.apps.setEnabled('demo-app', false);
    await w.youTrack.advance(60_000);
    expect(w.get(w.issue, 'field:State')).toEqual({ ref: w.states.open });
  },
});
