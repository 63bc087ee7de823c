/** Says whose settings are in force after two people saved at once. */
import { Conflict } from '../../common/conflict.tsx';
import { differencesInWords, partsInWords } from '../model/wording.ts';
import type { Editor } from '../use-editor.ts';

export function ConflictNotice({ editor }: { editor: Editor }) {
  const { state, unsaved, settle } = editor;
  if (state.conflict === null) return null;
  const theirs = differencesInWords(state.page, state.conflict);
  return (
    <Conflict onRetry={() => settle('mine')} onDiscard={() => settle('theirs')}>
      {theirs} Your change is kept, but not saved: {partsInWords(unsaved)}. A retry puts it over theirs and
      leaves the rest as they saved it.
    </Conflict>
  );
}
