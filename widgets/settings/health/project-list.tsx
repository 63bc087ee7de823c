/** The connected projects, searched: where it stands, what waits, and which Sync Back fields it has. */

import { H3 } from '@jetbrains/ring-ui-built/components/heading/heading';
import { type ReactNode, useId } from 'react';
import type { Health } from '../../../src/shared/administration.ts';
import type { Overview } from '../../../src/shared/api.ts';
import { counted } from '../../common/counts.ts';
import { FoundList } from '../../common/found-list.tsx';
import { Freshness } from '../../common/freshness.tsx';
import { useFound } from '../../common/use-found.ts';
import { message } from '../../messages/message.ts';
import { rich, t } from '../../messages/text.tsx';
import { StateTag } from '../account/state-tag.tsx';
import { projectWords } from '../project-words.ts';
import { Fact } from './facts.tsx';
import type { ProjectRow } from './project-findings.ts';

function rowText({ name, key, listed }: ProjectRow): string {
  return `${name} ${key} ${listed?.board.name ?? ''}`;
}

interface ProjectListProps {
  rows: readonly ProjectRow[];
  overview: Overview;
  /** Kinds of calls that wait. */
  lanes: Health['lanes'];
  now: number;
  locale: string;
}

export function ProjectList({ rows, ...props }: ProjectListProps) {
  const id = useId();
  const found = useFound(rows, rowText);
  return (
    <section className="health__part" aria-labelledby={id}>
      <H3 id={id}>{t('settings.projects.title')}</H3>
      <FoundList found={found} rows="connectedProject" name="health-project">
        {(shown) => (
          <ul className="health__list" data-test="health-projects">
            {shown.map((row) => (
              <ProjectItem key={row.key} row={row} {...props} />
            ))}
          </ul>
        )}
      </FoundList>
    </section>
  );
}

function ProjectItem({
  row,
  overview,
  lanes,
  now,
  locale,
}: Omit<ProjectListProps, 'rows'> & { row: ProjectRow }) {
  const { key, name, listed, health } = row;
  const { label, tone } =
    listed === null
      ? ({ label: message('settings.project.paused'), tone: 'bad' } as const)
      : projectWords(listed, health, overview, { now, locale, lanes });
  const sweptAt = health?.sweptAt ?? listed?.sweptAt ?? null;
  const board = listed?.board;
  return (
    <li className="health__project" data-test="health-project" data-project={key}>
      <div className="health__project-head">
        <b>{name}</b>
        {board !== undefined && (
          <span className="secondary">
            {board.emoji ?? ''} <bdi>{board.name}</bdi>
          </span>
        )}
        <StateTag label={label} tone={tone} dataTest="health-project-state" />
      </div>
      <dl className="health__facts">
        {health !== null && (
          <>
            <Fact name={t('settings.fact.queued')} dataTest="queued">
              {t('settings.counted', { count: counted(health.queued) })}
            </Fact>
            <Fact name={t('settings.fact.needsAttention')} dataTest="needs-attention">
              {t('settings.counted', { count: counted(health.needsAttention) })}
            </Fact>
            <Fact name={t('settings.fact.import')} dataTest="import">
              {t(`settings.import.${health.importState}`)}
            </Fact>
          </>
        )}
        <Fact name={t('settings.fact.swept')} dataTest="swept">
          {sweptAt === null ? t('settings.notYet') : <Freshness at={sweptAt} locale={locale} />}
        </Fact>
        {health !== null && (
          <Fact
            name={t('settings.fact.syncBack')}
            dataTest="sync-back"
            wide={health.syncBackFields.length > 0}
          >
            <SyncBackFields all={health.syncBackFields} stale={health.staleSyncBackFields} />
          </Fact>
        )}
      </dl>
    </li>
  );
}

function SyncBackFields({ all, stale }: { all: readonly string[]; stale: readonly string[] }): ReactNode {
  if (all.length === 0) return t('settings.none');
  return (
    <ul className="health__names">
      {all.map((name) => (
        <li key={name}>
          {stale.includes(name) ? rich('settings.syncBack.old', { name }) : <bdi>{name}</bdi>}
        </li>
      ))}
    </ul>
  );
}
