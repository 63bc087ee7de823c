/** Save and Cancel, with what is not saved yet and what keeps it from being saved. In sight on every tab. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { isEditingTab, type TabKey } from '../../common/project-tabs.ts';
import { message } from '../../messages/message.ts';
import { t } from '../../messages/text.tsx';
import { partNames } from '../model/wording.ts';
import type { Editor } from '../use-editor.ts';

interface SaveBarProps {
  editor: Editor;
  tab: TabKey;
  onOpen: (tab: TabKey) => void;
}

function Problems({ editor: { problems }, tab, onOpen }: SaveBarProps) {
  const elsewhere = [...new Set(problems.map((problem) => problem.tab))].filter((other) => other !== tab);
  return (
    <>
      <span className="save-bar__problems" role="alert" data-test="problem-summary">
        {t('project.problems', { count: problems.length })}
      </span>
      {elsewhere.map((other) => (
        <Button key={other} inline onClick={() => onOpen(other)} data-test={`problems-on-${other}`}>
          {t('project.showIn', { tab: message(`project.tab.${other}`) })}
        </Button>
      ))}
    </>
  );
}

export function SaveBar(props: SaveBarProps) {
  const { editor, tab } = props;
  const { state, dispatch, unsaved, problems, save } = editor;
  const isDirty = unsaved.length > 0;
  if (!isDirty && !isEditingTab(tab)) return null;
  const isBlocked = state.saving || state.conflict !== null;
  const { project, isConnected, isLeaving } = state.page;
  // Saving the same again keeps a project on the board that it is leaving, resumes one that is paused, and connects
  // one whose settings outlived its connection.
  const isOff = !isConnected && project.configuration !== null;
  const helps = isDirty || isLeaving || isOff || project.suspendedReason !== null;
  return (
    <div className="save-bar" data-test="save-bar">
      <Button
        primary={isEditingTab(tab)}
        onClick={() => save(state.page.project.revision)}
        loader={state.saving}
        disabled={isBlocked || !helps}
        data-test="save"
      >
        {t('pages.save')}
      </Button>
      <Button
        onClick={() => dispatch({ type: 'cancelled' })}
        disabled={isBlocked || !isDirty}
        data-test="cancel"
      >
        {t('pages.cancel')}
      </Button>
      {state.attempted && problems.length > 0 ? (
        <Problems {...props} />
      ) : (
        isDirty && (
          <span className="secondary" data-test="unsaved">
            {t('project.unsavedParts', { parts: partNames(unsaved) })}
          </span>
        )
      )}
    </div>
  );
}
