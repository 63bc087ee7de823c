/** Step 3: the projects, the boards they are on, and the boards that others may choose. */

import { useCallback, useEffect, useMemo, useState } from 'react';
import { LoadError } from '../../common/load-error.tsx';
import { Loading } from '../../common/loading.tsx';
import { Notice } from '../../common/notice.tsx';
import { useCall } from '../../common/use-call.ts';
import { t } from '../../messages/text.tsx';
import type { Page } from '../page.ts';
import { connectingIsOff } from '../project-words.ts';
import { listProjects, type Project } from '../youtrack-api.ts';
import { AbandonedProjects } from './abandoned.tsx';
import { AllowedBoards } from './allowed-boards.tsx';
import { ConnectBar } from './connect-bar.tsx';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { ProjectList } from './project-list.tsx';
import { projectRows } from './rows.ts';
import { useConnecting } from './use-connecting.ts';
import { useMoving } from './use-moving.ts';

function Projects({ page, projects }: { page: Page; projects: readonly Project[] }) {
  const { overview, looked } = page;
  const rows = useMemo(() => projectRows(projects, overview), [projects, overview]);
  useMoving(page, rows);
  const connecting = useConnecting(page);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [board, setBoard] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<string | null>(null);

  const off = connectingIsOff(overview);
  const candidates = rows.flatMap(({ id, key, name, connected }) =>
    id !== null && connected === null && marked.has(key) ? [{ id, key, name }] : [],
  );
  // Of a single board there is nothing to choose.
  const [first, second] = overview.boards;
  const onBoard = board ?? (second === undefined ? (first?.id ?? null) : null);
  const choose = (keys: readonly string[], isChosen: boolean) => {
    const next = new Set(marked);
    for (const key of keys) {
      if (isChosen) next.add(key);
      else next.delete(key);
    }
    setMarked(next);
  };
  const leavingProject = overview.projects.find(({ key }) => key === leaving);

  return (
    <>
      <ConnectBar
        boards={overview.boards}
        sends={overview.connection.push !== 'unsupported'}
        count={candidates.length}
        board={onBoard}
        onBoard={setBoard}
        onClear={() => setMarked(new Set())}
        onConnect={() => {
          if (onBoard !== null) connecting.start(candidates, onBoard);
        }}
        connecting={connecting}
        off={off}
      />
      <ProjectList
        page={page}
        rows={rows}
        health={looked.value?.health ?? null}
        chosen={marked}
        onChoose={choose}
        isConnecting={connecting.progress !== null}
        off={off !== null}
        onDisconnect={({ key }) => setLeaving(key)}
      />
      {leavingProject !== undefined && (
        <DisconnectDialog page={page} project={leavingProject} onClose={() => setLeaving(null)} />
      )}
    </>
  );
}

export function ProjectsStep({ page }: { page: Page }) {
  const { host, overview } = page;
  const projects = useCall(useCallback(() => listProjects(host), [host]));
  const off = connectingIsOff(overview);
  useEffect(() => host.onRefresh(projects.reload), [host, projects.reload]);
  return (
    <>
      {off !== null && (
        <Notice kind="warning" title={t('settings.projects.off.title')} dataTest="projects-paused">
          {t('settings.projects.off.sentence', { reason: off })}
        </Notice>
      )}
      <AbandonedProjects page={page} />
      {projects.failure !== null && (
        <div data-test="projects-failed">
          <LoadError title={t('settings.projects.notListed')} loaded={projects} />
        </div>
      )}
      {projects.value === null
        ? projects.busy && <Loading dataTest="projects-loading">{t('settings.projects.loading')}</Loading>
        : projects.value.length + overview.projects.length > 0 && (
            <Projects page={page} projects={projects.value} />
          )}
      {projects.value?.length === 0 && overview.projects.length === 0 && (
        <div className="nothing" data-test="no-projects">
          {t('settings.projects.none')}
        </div>
      )}
      <AllowedBoards page={page} />
    </>
  );
}
