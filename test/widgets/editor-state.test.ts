import { describe, expect, it } from 'vitest';
import type { FieldMatch } from '../../src/shared/api.ts';
import { HostFailure } from '../../widgets/common/failure.ts';
import { configurationOf, draftOf } from '../../widgets/settings/editor/draft.ts';
import {
  type EditorAction,
  type EditorState,
  isDirty,
  reduceEditor,
  startEditing,
} from '../../widgets/settings/editor/editor-state.ts';
import { DEBT, projectView } from './project-view.ts';

function play(state: EditorState, ...actions: EditorAction[]): EditorState {
  return actions.reduce(reduceEditor, state);
}

describe('a draft', () => {
  it('starts from what is stored and is not dirty', () => {
    const state = startEditing(projectView());
    expect(isDirty(state)).toBe(false);
    expect(configurationOf(state.draft)).toEqual(projectView().configuration);
  });

  it('of a project that was never saved has no board and is not dirty by its suggestions alone', () => {
    const state = startEditing(projectView({ configuration: null, revision: 0, nonce: '' }));
    expect(state.draft.board).toBeNull();
    expect(state.draft.builtIn.status).toBe('Stage');
    expect(isDirty(state)).toBe(false);
  });

  it('is no configuration while a side of a match is open', () => {
    const state = play(startEditing(projectView()), { type: 'match-added' });
    expect(configurationOf(state.draft)).toBeNull();
  });
});

describe('what this page does not show', () => {
  const match: FieldMatch = { field: 'Stage', key: 'notes', values: { map: [], otherwise: 'send' } };
  const votes: FieldMatch = { source: 'attribute', field: 'votes', key: 'impact' };
  const stored = projectView();
  const start = startEditing({
    ...stored,
    configuration: stored.configuration && { ...stored.configuration, matches: [match, votes] },
  });

  it('is saved as it was', () => {
    const edited = play(start, { type: 'board-chosen', board: DEBT });
    expect(configurationOf(edited.draft)?.matches).toEqual([match, votes]);
    expect(isDirty(start)).toBe(false);
  });

  it('goes with the pair it was chosen for, and stays when the same is chosen again', () => {
    const edited = play(
      start,
      { type: 'match-changed', id: 0, change: { field: 'Stage' } },
      { type: 'match-changed', id: 1, change: { field: 'Story points' } },
    );
    expect(configurationOf(edited.draft)?.matches).toEqual([match, { field: 'Story points', key: 'impact' }]);
  });
});

describe('editing', () => {
  it('makes the draft dirty, and undoing it by hand makes it clean again', () => {
    const start = startEditing(projectView());
    const edited = play(start, { type: 'built-in-chosen', part: 'type', field: null });
    expect(isDirty(edited)).toBe(true);
    expect(isDirty(play(edited, { type: 'built-in-chosen', part: 'type', field: 'Type' }))).toBe(false);
  });

  it('never gives two rows the same id', () => {
    const state = play(
      startEditing(projectView()),
      { type: 'match-added' },
      { type: 'match-removed', id: 0 },
      { type: 'match-added' },
    );
    const ids = state.draft.matches.map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });

  it('changes one side of one row', () => {
    const state = play(
      startEditing(projectView()),
      { type: 'match-added' },
      { type: 'match-changed', id: 1, change: { field: 'Priority' } },
      { type: 'match-changed', id: 1, change: { key: 'notes' } },
    );
    expect(configurationOf(state.draft)?.matches).toEqual([
      { field: 'Story points', key: 'impact' },
      { field: 'Priority', key: 'notes' },
    ]);
  });

  it('ends with cancelling: the stored settings are back', () => {
    const state = play(
      startEditing(projectView()),
      { type: 'board-chosen', board: DEBT },
      { type: 'attempted' },
      { type: 'cancelled' },
    );
    expect(state).toEqual(startEditing(projectView()));
  });
});

describe('saving', () => {
  it('keeps the draft when it fails, and a further edit clears the failure', () => {
    const failure = new HostFailure('ducalis-busy', { status: 502 });
    const failed = play(
      startEditing(projectView()),
      { type: 'board-chosen', board: DEBT },
      { type: 'saving' },
      { type: 'failed', failure },
    );
    expect(failed).toMatchObject({ saving: false, failure, draft: { board: DEBT } });
    expect(play(failed, { type: 'match-added' }).failure).toBeNull();
  });

  it('starts over from what was stored', () => {
    const view = projectView({ revision: 5 });
    const state = play(startEditing(projectView()), { type: 'saving' }, { type: 'saved', view });
    expect(state).toEqual(startEditing(view));
  });
});

describe('a conflict', () => {
  const theirs = projectView({ revision: 9, nonce: 'theirs', configuration: null });
  const conflicted = play(
    startEditing(projectView()),
    { type: 'board-chosen', board: DEBT },
    { type: 'saving' },
    { type: 'conflicted', theirs },
  );

  it('keeps the values of the person', () => {
    expect(conflicted).toMatchObject({ saving: false, conflict: theirs, draft: { board: DEBT } });
  });

  it('lets them build on the revision that won', () => {
    const kept = play(conflicted, { type: 'mine-kept' });
    expect(kept.stored.revision).toBe(9);
    expect(kept.conflict).toBeNull();
    expect(kept.draft.board).toEqual(DEBT);
  });

  it('lets them take over what won', () => {
    const discarded = play(conflicted, { type: 'mine-discarded' });
    expect(discarded.draft).toEqual(draftOf(theirs));
    expect(isDirty(discarded)).toBe(false);
  });
});
