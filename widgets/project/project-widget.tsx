/** The tab in a project's settings: everything a project administrator needs of Ducalis. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { H2 } from '@jetbrains/ring-ui-built/components/heading/heading';
import { Tab, Tabs } from '@jetbrains/ring-ui-built/components/tabs/tabs';
import { useCallback, useState } from 'react';
import type { ProjectPage } from '../../src/shared/project-page.ts';
import { ErrorPanel } from '../common/error-panel.tsx';
import type { Host } from '../common/host.ts';
import { Loading } from '../common/loading.tsx';
import { Notice } from '../common/notice.tsx';
import { takeNote } from '../common/open-at.ts';
import { isEditingTab, TABS, type TabKey } from '../common/project-tabs.ts';
import { useCall } from '../common/use-call.ts';
import { t, textOf } from '../messages/text.tsx';
import { ActivityTab } from './activity/activity-tab.tsx';
import { BoardTab } from './board/board-tab.tsx';
import { FieldsTab } from './fields/fields-tab.tsx';
import { ImportTab } from './import/import-tab.tsx';
import { IssuesTab } from './issues/issues-tab.tsx';
import { loadPage } from './model/api.ts';
import { tabOfChange } from './model/draft.ts';
import { missingBoard } from './model/wording.ts';
import { ConflictNotice } from './parts/conflict-notice.tsx';
import { Empty } from './parts/empty.tsx';
import { SaveBar } from './parts/save-bar.tsx';
import { PeopleTab } from './people/people-tab.tsx';
import { ResultsTab } from './results/results-tab.tsx';
import { type Editor, useEditor } from './use-editor.ts';

interface ContentProps {
  tab: TabKey;
  editor: Editor;
  onOpen: (tab: TabKey) => void;
}

function Content({ tab, editor, onOpen }: ContentProps) {
  const { host, state } = editor;
  if (tab === 'board') return <BoardTab editor={editor} />;
  const missing = missingBoard(isEditingTab(tab), state.page, state.draft);
  if (missing !== null) {
    return (
      <Empty
        title={textOf(missing.title)}
        dataTest="no-board"
        action={
          <Button onClick={() => onOpen('board')} data-test="go-to-board">
            {textOf(missing.action)}
          </Button>
        }
      >
        {textOf(missing.sentence)}
      </Empty>
    );
  }
  if (tab === 'fields') return <FieldsTab editor={editor} />;
  if (tab === 'results') return <ResultsTab editor={editor} />;
  if (tab === 'issues') return <IssuesTab editor={editor} />;
  if (tab === 'import') return <ImportTab host={host} onOpenActivity={() => onOpen('activity')} />;
  if (tab === 'people') return <PeopleTab host={host} />;
  return <ActivityTab host={host} />;
}

/** Going from the settings to what acts on the saved ones: nothing is lost, but what is unsaved does not count there. */
function UnsavedNotice({ editor, tab, onOpen }: ContentProps) {
  if (editor.unsaved.length === 0 || isEditingTab(tab)) return null;
  return (
    <Notice
      kind="warning"
      title={t('project.unsaved.title')}
      dataTest="unsaved-guard"
      actions={
        <Button onClick={() => onOpen(tabOfChange(editor.unsaved))} data-test="guard-back">
          {t('project.unsaved.back')}
        </Button>
      }
    >
      {t('project.unsaved.sentence')}
    </Notice>
  );
}

interface Opened {
  readonly page: ProjectPage;
  readonly tab: TabKey;
}

async function openPage(host: Host): Promise<Opened> {
  const page = await loadPage(host);
  // A note is a convenience: where the browser keeps none, the page opens at its first part.
  const tab = await takeNote(host, page.project.key, Date.now()).catch(() => null);
  return { page, tab: tab ?? 'board' };
}

function Page({ host, opened }: { host: Host; opened: Opened }) {
  const editor = useEditor(host, opened.page);
  const [tab, setTab] = useState(opened.tab);
  const { state, save } = editor;
  const open = (key: string) => setTab(TABS.find((one) => one === key) ?? 'board');
  return (
    <Tabs selected={tab} onSelect={open} autoCollapse data-test="tabs">
      {TABS.map((key) => (
        <Tab key={key} id={key} title={t(`project.tab.${key}`)} titleProps={{ 'data-test': `tab-${key}` }}>
          <div className="tab" data-test={`content-${key}`}>
            <ConflictNotice editor={editor} />
            <UnsavedNotice tab={key} editor={editor} onOpen={open} />
            <Content tab={key} editor={editor} onOpen={open} />
            {state.failure !== null && (
              <ErrorPanel
                title={t('project.notSaved')}
                failure={state.failure}
                onRetry={() => save(state.page.project.revision)}
              />
            )}
            <SaveBar editor={editor} tab={key} onOpen={open} />
          </div>
        </Tab>
      ))}
    </Tabs>
  );
}

export function ProjectWidget({ host }: { host: Host }) {
  const { value, failure, busy, reload } = useCall(useCallback(() => openPage(host), [host]));
  return (
    <main className="project" data-test="project-widget">
      <H2>{t('common.product')}</H2>
      {value !== null && <Page host={host} opened={value} />}
      {value === null && failure === null && (
        <Loading dataTest="project-loading">{t('project.loading')}</Loading>
      )}
      {value === null && failure !== null && (
        <ErrorPanel
          title={t(failure.code === 'not-allowed' ? 'project.onlyAdministrators' : 'project.notRead')}
          failure={failure}
          onRetry={failure.retryable ? reload : undefined}
          busy={busy}
        />
      )}
    </main>
  );
}
