/** Where an issue belongs, as far as the state of its project says it. */
import { describe, expect, it } from 'vitest';
import { inspectorOf } from '../../src/app/inspection/inspect.ts';
import { BOARD, type ConnectedYouTrack, connected, OTHER_BOARD } from './fake/connected.ts';
import type { FakeIssue } from './fake/issue.ts';
import { the } from './fake/the.ts';

function onBoard(): { readonly youTrack: ConnectedYouTrack; readonly issue: FakeIssue } {
  const youTrack = connected();
  return { youTrack, issue: youTrack.sentIssue('DEMO-1') };
}

const inspect = (youTrack: ConnectedYouTrack, issue: FakeIssue) =>
  inspectorOf(youTrack.execution(), the(youTrack.projects.get('DEMO'))).inspect(issue, issue.delivery());

const STAYS = { step: { kind: 'settle', leaves: null, excludedBy: 'filter' }, content: null };
const LEAVES = { step: { kind: 'settle', leaves: BOARD, excludedBy: null }, content: null };

describe('an issue', () => {
  it.each(['{', '{"version":99}'])('stays where it is when the settings say %j', (configuration) => {
    const { youTrack, issue } = onBoard();
    issue.project.record({ configuration });
    expect(inspect(youTrack, issue)).toMatchObject(STAYS);
  });

  it('leaves the board that its project gives up, readable settings or not', () => {
    const { youTrack, issue } = onBoard();
    issue.project.become({ leaving: true });
    expect(inspect(youTrack, issue)).toMatchObject(LEAVES);
    issue.project.record({ configuration: '{' });
    expect(inspect(youTrack, issue)).toMatchObject(LEAVES);
  });

  it('stays on the board where its project has left it, and on no other', () => {
    const { youTrack, issue } = onBoard();
    issue.project.become({ connected: null, boardId: null, keptOn: BOARD });
    expect(inspect(youTrack, issue)).toMatchObject(STAYS);
    issue.record({ boardId: OTHER_BOARD });
    expect(inspect(youTrack, issue)).toMatchObject({ step: { leaves: OTHER_BOARD } });
  });

  it('that is on no board has nothing to leave in a project without one', () => {
    const { youTrack, issue } = onBoard();
    issue.record({ boardId: null });
    issue.project.become({ connected: null, boardId: null });
    expect(inspect(youTrack, issue)).toMatchObject({
      step: { kind: 'settle', leaves: null, excludedBy: null },
      content: null,
    });
  });

  it('is sent again when its board has come back empty', () => {
    const { youTrack, issue } = onBoard();
    expect(inspect(youTrack, issue).step.kind).toBe('settle');
    issue.project.become({ boardEpoch: 1 });
    expect(inspect(youTrack, issue).step).toEqual({ kind: 'upsert', leaves: null });
  });
});
