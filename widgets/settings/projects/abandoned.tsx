/** Projects that can do nothing about their issues on a board any more: what is to become of them. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import Confirm from '@jetbrains/ring-ui-built/components/confirm/confirm';
import { useCallback, useState } from 'react';
import type { Overview } from '../../../src/shared/api.ts';
import { boardTitle } from '../../common/board-title.ts';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { Notice } from '../../common/notice.tsx';
import { useAction } from '../../common/use-action.ts';
import { useCall } from '../../common/use-call.ts';
import { rich, t, textOf } from '../../messages/text.tsx';
import { type AbandonedAnswer, countAbandoned, decideAbandoned } from '../admin-api.ts';
import type { Page } from '../page.ts';
import { abandonedTitle, nameOf, numberOf, stayingWords } from './abandoned-words.ts';
import { useRemoving } from './use-removing.ts';

type Project = Overview['abandoned'][number];

interface ProjectProps {
  page: Page;
  project: Project;
}

/** How many issues a removal concerns. Asked from Ducalis when there is no project to count them in. */
function IssueCount({ page: { host }, project }: ProjectProps) {
  const { board, project: key, issues } = project;
  const counted = useCall(
    useCallback(
      () => (issues === null ? countAbandoned(host, board.id, key) : Promise.resolve(null)),
      [host, board.id, key, issues],
    ),
  );
  const isCounting = issues === null && counted.busy;
  return (
    <p data-test="abandoned-count">
      {isCounting ? t('settings.abandoned.counting') : textOf(numberOf(issues, counted.value))}
    </p>
  );
}

function Consequences({ page, project, answer }: ProjectProps & { answer: AbandonedAnswer }) {
  if (answer === 'leave') return <p>{t(`settings.abandoned.stays.${project.why}`)}</p>;
  return (
    <div className="stack">
      <IssueCount page={page} project={project} />
      <p>{t('settings.abandoned.remove.consequence')}</p>
      <p>{t(project.goesOnAlone ? 'settings.abandoned.goesOn' : 'settings.abandoned.whileOpen')}</p>
    </div>
  );
}

function Question({ page, project }: ProjectProps) {
  const [isAsking, setIsAsking] = useState(false);
  const [chosen, setChosen] = useState<AbandonedAnswer>('leave');
  const { busy, failure, run } = useAction();
  const ask = (answer: AbandonedAnswer) => {
    setChosen(answer);
    setIsAsking(true);
  };
  const decide = () =>
    run(async () => {
      setIsAsking(false);
      try {
        page.replace(await decideAbandoned(page.host, project.project, project.board.id, chosen));
      } catch (reason) {
        // Somebody else may have decided meanwhile.
        page.reload();
        throw reason;
      }
    });
  const board = boardTitle(project.board);
  return (
    <>
      <Notice
        kind="warning"
        title={textOf(abandonedTitle(project, page.host.locale, Date.now()))}
        dataTest="abandoned"
        actions={
          <>
            <Button
              onClick={() => ask('remove')}
              loader={busy}
              disabled={busy}
              aria-label={t('settings.abandoned.remove.label', { project: nameOf(project), board })}
              data-test="abandoned-remove"
            >
              {t('settings.abandoned.remove.button')}
            </Button>
            <Button
              onClick={() => ask('leave')}
              loader={busy}
              disabled={busy}
              aria-label={t('settings.abandoned.leave.label', { project: nameOf(project), board })}
              data-test="abandoned-leave"
            >
              {t('settings.abandoned.leave.button')}
            </Button>
          </>
        }
      >
        {textOf(stayingWords(project))}
      </Notice>
      {failure !== null && <ErrorPanel title={t('settings.abandoned.failed')} failure={failure} />}
      <Confirm
        show={isAsking}
        text={t(`settings.abandoned.${chosen}.question`, { project: nameOf(project), board })}
        description={isAsking && <Consequences page={page} project={project} answer={chosen} />}
        confirmLabel={t(`settings.abandoned.${chosen}.confirm`)}
        rejectLabel={t('pages.cancel')}
        cancelIsDefault
        onConfirm={() => void decide()}
        onReject={() => setIsAsking(false)}
      />
    </>
  );
}

function Removing({ project }: { project: Project }) {
  return (
    <Notice
      kind="info"
      title={rich('settings.abandoned.removing', {
        project: nameOf(project),
        board: boardTitle(project.board),
      })}
      dataTest="abandoned-removing"
    >
      {t(project.goesOnAlone ? 'settings.abandoned.goesOn' : 'settings.abandoned.whileOpen')}
    </Notice>
  );
}

export function AbandonedProjects({ page }: { page: Page }) {
  const { abandoned } = page.overview;
  const failure = useRemoving(page);
  if (abandoned.length === 0) return null;
  return (
    <section className="stack" aria-label={t('settings.abandoned.title')} data-test="abandoned-projects">
      {abandoned.map((project) => {
        const key = `${project.board.id} ${project.project}`;
        return project.state === 'waiting' ? (
          <Question key={key} page={page} project={project} />
        ) : (
          <Removing key={key} project={project} />
        );
      })}
      {failure !== null && <ErrorPanel title={t('settings.abandoned.stuck')} failure={failure} />}
    </section>
  );
}
