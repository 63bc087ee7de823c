/** The connected projects, searched: where it stands, what waits, and which Sync Back fields it has. */
import { H3 } from '@jetbrains/ring-ui-built/components/heading/heading';
import { type ReactNode, useId } from 'react';
import type { Overview } from '../../../src/shared/api.ts';
import { capped } from '../../common/counts.ts';
import { FoundList } from '../../common/found-list.tsx';
import { Freshness } from '../../common/freshness.tsx';
import { useFound } from '../../common/use-found.ts';
import { StateTag } from '../account/state-tag.tsx';
import { type HealthOfProject, projectWords } from '../project-words.ts';
import { Fact } from './facts.tsx';
import type { ProjectRow } from './project-findings.ts';

const IMPORT_WORDS: Readonly<Record<HealthOfProject['importState'], string>> = {
  none: 'None yet',
  running: 'Running',
  paused: 'Paused',
  done: 'Done',
};

const WORDS = { one: 'connected project', many: 'connected projects', by: 'name, key or board' } as const;

function rowText({ name, key, listed }: ProjectRow): string {
  return `${name} ${key} ${listed?.board.name ?? ''}`;
}

interface ProjectListProps {
  rows: readonly ProjectRow[];
  overview: Overview;
  now: number;
  locale: string;
}

export function ProjectList({ rows, ...props }: ProjectListProps) {
  const id = useId();
  const found = useFound(rows, rowText);
  return (
    <section className="health__part" aria-labelledby={id}>
      <H3 id={id}>Projects</H3>
      <FoundList found={found} words={WORDS} name="health-project">
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

function ProjectItem({ row, overview, now, locale }: Omit<ProjectListProps, 'rows'> & { row: ProjectRow }) {
  const { key, name, listed, health } = row;
  const { label, tone } =
    listed === null
      ? ({ label: 'Paused', tone: 'bad' } as const)
      : projectWords(listed, health, overview, { now, locale });
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
            <Fact name="Queued" dataTest="queued">
              {capped(health.queued, locale)}
            </Fact>
            <Fact name="Needs attention" dataTest="needs-attention">
              {capped(health.needsAttention, locale)}
            </Fact>
            <Fact name="Import" dataTest="import">
              {IMPORT_WORDS[health.importState]}
            </Fact>
          </>
        )}
        <Fact name="Last sweep" dataTest="swept">
          {sweptAt === null ? 'Not yet' : <Freshness at={sweptAt} locale={locale} />}
        </Fact>
        {health !== null && (
          <Fact name="Sync Back fields" dataTest="sync-back" wide={health.syncBackFields.length > 0}>
            <SyncBackFields all={health.syncBackFields} stale={health.staleSyncBackFields} />
          </Fact>
        )}
      </dl>
    </li>
  );
}

function SyncBackFields({ all, stale }: { all: readonly string[]; stale: readonly string[] }): ReactNode {
  if (all.length === 0) return 'None';
  return (
    <ul className="health__names">
      {all.map((name) => (
        <li key={name}>
          <bdi>{name}</bdi>
          {stale.includes(name) && ' (old)'}
        </li>
      ))}
    </ul>
  );
}
