/** Two people saved at once: says whose settings are in force and lets this person decide about theirs. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { ERRORS } from '../../../src/shared/errors.ts';
import { Notice } from '../../common/notice.tsx';
import { differencesInWords, partsInWords } from '../model/wording.ts';
import type { Editor } from '../use-editor.ts';

export function ConflictNotice({ editor }: { editor: Editor }) {
  const { state, unsaved, settle } = editor;
  if (state.conflict === null) return null;
  const theirs = differencesInWords(state.page, state.conflict);
  return (
    <Notice
      kind="warning"
      title={ERRORS.conflict.sentence}
      dataTest="conflict"
      actions={
        <>
          <Button onClick={() => settle('mine')} data-test="conflict-retry">
            Retry my change
          </Button>
          <Button onClick={() => settle('theirs')} data-test="conflict-discard">
            Discard mine
          </Button>
        </>
      }
    >
      {theirs} Your change is kept, but not saved: {partsInWords(unsaved)}. A retry puts it over theirs and
      leaves the rest as they saved it.
    </Notice>
  );
}
