import { describe, expect, it } from 'vitest';
import type { FieldMatch } from '../../src/shared/api.ts';
import { HostFailure } from '../../widgets/common/failure.ts';
import { configurationOf, draftOf } from '../../widgets/project/model/draft.ts';
import {
  type EditorAction,
  type EditorState,
  reduceEditor,
  startEditing,
  unsavedParts,
} from '../../widgets/project/model/editor-state.ts';
import { DEBT, projectPage, projectView } from './project-view.ts';

function isDirty(state: EditorState): boolean {
  return unsavedParts(state).length > 0;
}

function play(state: EditorState, ...actions: EditorAction[]): EditorState {
  return actions.reduce(reduceEditor, state);
}

describe('a draft', () => {
  it('starts from what is stored and is not dirty', () => {
    const state = startEditing(projectPage());
    expect(isDirty(state)).toBe(false);
    expect(configurationOf(state.draft)).toMatchObject({ ...projectView().configuration });
  });

  it('of a project that was never saved has no board and is not dirty by its suggestions alone', () => {
    const state = startEditing(projectPage({ configuration: null, revision: 0, nonce: '' }));
    expect(state.draft.board).toBeNull();
    expect(state.draft.builtIn.status).toBe('Stage');
    expect(isDirty(state)).toBe(false);
  });

  it('is no configuration while a side of a match is open', () => {
    const state = play(startEditing(projectPage()), { type: 'match-added' });
    expect(configurationOf(state.draft)).toBeNull();
  });
});

describe('how values are turned', () => {
  const match: FieldMatch = { field: 'Stage', key: 'notes', values: { map: [], otherwise: 'send' } };
  const votes: FieldMatch = { source: 'attribute', field: 'votes', key: 'impact' };
  const { configuration } = projectView();
  const start = startEditing(
    projectPage({ configuration: configuration && { ...configuration, matches: [match, votes] } }),
  );

  it('is saved as it was', () => {
    const edited = play(start, { type: 'board-chosen', board: DEBT });
    expect(configurationOf(edited.draft)?.matches).toEqual([match, votes]);
    expect(isDirty(start)).toBe(false);
  });

  it('goes with the pair it was chosen for, and stays when the same is chosen again', () => {
    const edited = play(
      start,
      { type: 'match-changed', id: 0, change: { field: 'Stage' } },
      { type: 'match-changed', id: 1, change: { isAttribute: false, field: 'Story points' } },
    );
    expect(configurationOf(edited.draft)?.matches).toEqual([match, { field: 'Story points', key: 'impact' }]);
  });
});

describe('editing', () => {
  it('makes the draft dirty, and undoing it by hand makes it clean again', () => {
    const start = startEditing(projectPage());
    const edited = play(start, { type: 'built-in-chosen', part: 'type', field: null });
    expect(isDirty(edited)).toBe(true);
    expect(isDirty(play(edited, { type: 'built-in-chosen', part: 'type', field: 'Type' }))).toBe(false);
  });

  it('never gives two rows the same id', () => {
    const state = play(
      startEditing(projectPage()),
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
      startEditing(projectPage()),
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
      startEditing(projectPage()),
      { type: 'board-chosen', board: DEBT },
      { type: 'attempted' },
      { type: 'cancelled' },
    );
    expect(state).toEqual(startEditing(projectPage()));
  });
});

describe('saving', () => {
  it('keeps the draft when it fails, and a further edit clears the failure', () => {
    const failure = new HostFailure('ducalis-busy', { status: 424 });
    const failed = play(
      startEditing(projectPage()),
      { type: 'board-chosen', board: DEBT },
      { type: 'saving' },
      { type: 'failed', failure },
    );
    expect(failed).toMatchObject({ saving: false, failure, draft: { board: DEBT } });
    expect(play(failed, { type: 'match-added' }).failure).toBeNull();
  });

  it('keeps what the app found in the draft until it is sent again', () => {
    const problems = [{ place: { part: 'board' }, code: 'board-not-found', detail: null }] as const;
    const refused = play(
      startEditing(projectPage()),
      { type: 'board-chosen', board: DEBT },
      { type: 'saving' },
      { type: 'refused', problems },
    );
    expect(refused).toMatchObject({
      saving: false,
      failure: null,
      refused: { draft: { board: DEBT }, problems },
    });
    expect(play(refused, { type: 'match-added' }).refused).toEqual(refused.refused);
    expect(play(refused, { type: 'saving' }).refused).toBeNull();
    expect(play(refused, { type: 'cancelled' }).refused).toBeNull();
  });

  it('starts over from what was stored', () => {
    const page = projectPage({ revision: 5 });
    const state = play(startEditing(projectPage()), { type: 'saving' }, { type: 'saved', page });
    expect(state).toEqual(startEditing(page));
  });
});

describe('a conflict', () => {
  const { configuration } = projectView();
  const theirs = projectPage({
    revision: 9,
    nonce: 'theirs',
    configuration: configuration && { ...configuration, matches: [] },
  });
  const conflicted = play(
    startEditing(projectPage()),
    { type: 'board-chosen', board: DEBT },
    { type: 'saving' },
    { type: 'conflicted', theirs },
  );

  it('keeps the values of the person', () => {
    expect(conflicted).toMatchObject({ saving: false, conflict: theirs, draft: { board: DEBT } });
  });

  it('lets them build on the revision that won', () => {
    const kept = play(conflicted, { type: 'mine-kept' });
    expect(kept.page.project.revision).toBe(9);
    expect(kept.conflict).toBeNull();
    expect(kept.draft).toMatchObject({ board: DEBT, matches: [] });
  });

  it('lets them take over what won', () => {
    const discarded = play(conflicted, { type: 'mine-discarded' });
    expect(discarded.draft).toEqual(draftOf(theirs.project));
    expect(isDirty(discarded)).toBe(false);
  });
});

describe('reading the page anew', () => {
  it('takes what changed while nothing is unsaved', () => {
    const state = play(startEditing(projectPage()), {
      type: 'refreshed',
      page: projectPage({ revision: 6 }),
    });
    expect(state.page.project.revision).toBe(6);
  });

  it('keeps what is unsaved and the revision it was built on, and shows new fields', () => {
    const fields = [{ name: 'Fresh', type: 'float' }];
    const state = play(
      startEditing(projectPage()),
      { type: 'board-chosen', board: DEBT },
      { type: 'refreshed', page: projectPage({ revision: 6, fields }) },
    );
    expect(state).toMatchObject({ draft: { board: DEBT }, page: { project: { revision: 4, fields } } });
  });
});

describe('a result', () => {
  const target = { result: 'criterion', criterion: 'reach' } as const;
  const chosen = (was: string | null, field: string | null): EditorAction => ({
    type: 'result-chosen',
    target,
    was,
    field,
  });

  it('is put into a field, into another one, and into none', () => {
    const one = play(startEditing(projectPage()), chosen(null, 'Reach'));
    expect(one.draft.results).toEqual([{ ...target, field: 'Reach' }]);
    const other = play(one, chosen('Reach', 'Score'));
    expect(other.draft.results).toEqual([{ ...target, field: 'Score' }]);
    expect(play(other, chosen('Score', null)).draft.results).toEqual([]);
  });
});
