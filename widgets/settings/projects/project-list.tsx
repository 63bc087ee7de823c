/** All projects with a search; those that are in sight and free can be chosen at once. */

import Checkbox from '@jetbrains/ring-ui-built/components/checkbox/checkbox';
import { useMemo } from 'react';
import type { Health } from '../../../src/shared/administration.ts';
import { FoundCount, FoundRows, SearchBox } from '../../common/found-list.tsx';
import { useNow } from '../../common/freshness.tsx';
import { useFound } from '../../common/use-found.ts';
import { t } from '../../messages/text.tsx';
import { knownAddress, type Page } from '../page.ts';
import { healthOf, projectWords } from '../project-words.ts';
import { ProjectLine } from './project-line.tsx';
import { type ProjectRow, rowText } from './rows.ts';
import { useCounts } from './use-counts.ts';

const PARTS = { rows: 'project', name: 'project' } as const;

interface ProjectListProps {
  page: Page;
  rows: readonly ProjectRow[];
  health: Health | null;
  chosen: ReadonlySet<string>;
  onChoose: (keys: readonly string[], chosen: boolean) => void;
  isConnecting: boolean;
  /** No project can be connected now; one that is can be disconnected all the same. */
  off: boolean;
  onDisconnect: (row: ProjectRow) => void;
}

export function ProjectList({ page, rows, health, chosen, onChoose, ...props }: ProjectListProps) {
  const { host, overview } = page;
  const now = useNow();
  const found = useFound(rows, rowText);
  const { shown } = found;
  const counts = useCounts(
    host,
    useMemo(() => shown.map(({ key }) => key), [shown]),
  );
  const free = shown.filter(({ connected }) => connected === null).map(({ key }) => key);
  const chosenHere = free.filter((key) => chosen.has(key));
  return (
    <div className="found">
      <SearchBox found={found} {...PARTS} />
      <div className="found__head">
        <Checkbox
          label={t('settings.projects.chooseAll', { count: free.length })}
          checked={free.length > 0 && chosenHere.length === free.length}
          indeterminate={chosenHere.length > 0 && chosenHere.length < free.length}
          disabled={props.isConnecting || props.off || free.length === 0}
          onChange={(event) => onChoose(free, event.target.checked)}
          data-test="choose-all"
        />
        <FoundCount found={found} {...PARTS} />
      </div>
      <FoundRows found={found} {...PARTS}>
        {(inSight) => (
          <ul className="projects" aria-label={t('settings.projects.title')} data-test="projects">
            {inSight.map((row) => (
              <ProjectLine
                key={row.key}
                row={row}
                words={projectWords(row.connected, healthOf(row, health), overview, {
                  now,
                  locale: host.locale,
                  lanes: health?.lanes ?? [],
                })}
                issues={counts.get(row.key)}
                address={knownAddress(page)}
                chosen={chosen.has(row.key)}
                isConnecting={props.isConnecting}
                off={props.off}
                onChoose={(isChosen) => onChoose([row.key], isChosen)}
                onDisconnect={() => props.onDisconnect(row)}
              />
            ))}
          </ul>
        )}
      </FoundRows>
    </div>
  );
}
