/** Says whose settings are in force after two people saved at once. */

import { Conflict } from '../../common/conflict.tsx';
import { t } from '../../messages/text.tsx';
import { differencesInWords, partNames } from '../model/wording.ts';
import type { Editor } from '../use-editor.ts';

export function ConflictNotice({ editor }: { editor: Editor }) {
  const { state, unsaved, settle } = editor;
  if (state.conflict === null) return null;
  const theirs = differencesInWords(state.page, state.conflict);
  return (
    <Conflict onRetry={() => settle('mine')} onDiscard={() => settle('theirs')}>
      {t('project.conflict', { theirs, mine: partNames(unsaved) })}
    </Conflict>
  );
}
