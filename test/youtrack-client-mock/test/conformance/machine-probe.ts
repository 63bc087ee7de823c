/** A state machine of two states that tells what it does, and the ways to set it off. */
import type { World } from '../engine/world.ts';
import { onChange } from './probe.ts';

export const LOG = (name: string): string => `(ctx) => console.log('${name}', ctx.currentUser.login)`;

/** Open ⇄ Fixed, each hook telling its name. `more` goes into the transition from Open to Fixed. */
export function machine(more = '', rest = ''): string {
  return (
    onChange('').replace(/exports\.rule = .*/s, '') +
    `exports.rule = entities.Issue.stateMachine({
    title: 'Life', fieldName: 'State', ${rest}
    states: {
      Open: { initial: true, onEnter: ${LOG('enter Open')}, onExit: ${LOG('exit Open')},
        transitions: { fix: { targetState: 'Fixed', action: ${LOG('fix')}, ${more} }, touch: { targetState: 'Open', action: ${LOG('touch')} } } },
      Fixed: { onEnter: ${LOG('enter Fixed')}, onExit: ${LOG('exit Fixed')}, transitions: {} } } });`
  );
}

export function fix(w: World): void {
  w.edit({ 'field:State': { ref: w.states.fixed } });
}

export function fire(w: World, event: string): void {
  w.youTrack.write(w.developer, (tx) => w.youTrack.automation.fire(tx, w.developer, w.issue, 'State', event));
}

export function newIssue(w: World, props: object): string {
  return w.youTrack.write(w.developer, (tx) =>
    tx.create('Issue', {
      project: { ref: w.demo },
      numberInProject: 2,
      summary: 'New',
      reported: true,
      ...props,
    }),
  );
}
