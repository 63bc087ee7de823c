/** All projects with a search; no more than a page of them is drawn at once. */

import searchIcon from '@jetbrains/icons/search';
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import Checkbox from '@jetbrains/ring-ui-built/components/checkbox/checkbox';
import { Input, Size } from '@jetbrains/ring-ui-built/components/input/input';
import { useMemo, useState } from 'react';
import type { Health } from '../../../src/shared/administration.ts';
import { useNow } from '../../common/freshness.tsx';
import { knownAddress, type Page } from '../page.ts';
import { healthOf, projectWords } from '../project-words.ts';
import { ProjectLine } from './project-line.tsx';
import { type ProjectRow, searchRows } from './rows.ts';
import { useCounts } from './use-counts.ts';

const PAGE_SIZE = 20;

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

function found(shown: number, matching: number, all: number): string {
  if (all === 0) return '';
  const of = matching === all ? '' : ` of ${all}`;
  return shown === matching
    ? `${matching}${of} ${all === 1 ? 'project' : 'projects'}`
    : `${shown} of ${matching} projects shown`;
}

export function ProjectList({ page, rows, health, chosen, onChoose, ...props }: ProjectListProps) {
  const { host, overview } = page;
  const now = useNow();
  const [search, setSearch] = useState('');
  const [drawn, setDrawn] = useState(PAGE_SIZE);
  const matching = useMemo(() => searchRows(rows, search), [rows, search]);
  const shown = useMemo(() => matching.slice(0, drawn), [matching, drawn]);
  const counts = useCounts(
    host,
    useMemo(() => shown.map(({ key }) => key), [shown]),
  );
  const free = shown.filter(({ connected }) => connected === null).map(({ key }) => key);
  const chosenHere = free.filter((key) => chosen.has(key));
  const find = (text: string) => {
    setSearch(text);
    setDrawn(PAGE_SIZE);
  };
  return (
    <div className="found">
      <Input
        type="search"
        size={Size.FULL}
        icon={searchIcon}
        placeholder="Find a project by name or key"
        aria-label="Find a project by name or key"
        value={search}
        onChange={(event) => find(event.target.value)}
        onClear={() => find('')}
        data-test="project-search"
      />
      <div className="found__head">
        <Checkbox
          label={`Choose all that are shown and not connected (${free.length})`}
          checked={free.length > 0 && chosenHere.length === free.length}
          indeterminate={chosenHere.length > 0 && chosenHere.length < free.length}
          disabled={props.isConnecting || props.off || free.length === 0}
          onChange={(event) => onChoose(free, event.target.checked)}
          data-test="choose-all"
        />
        <span className="secondary" role="status" data-test="project-found">
          {found(shown.length, matching.length, rows.length)}
        </span>
      </div>
      {matching.length === 0 ? (
        <div className="nothing" data-test="no-match">
          <div>No project matches “{search.trim()}”.</div>
          <Button inline onClick={() => find('')} data-test="clear-search">
            Show all projects
          </Button>
        </div>
      ) : (
        <ul className="projects" aria-label="Projects" data-test="projects">
          {shown.map((row) => (
            <ProjectLine
              key={row.key}
              row={row}
              words={projectWords(row.connected, healthOf(row, health), overview, {
                now,
                locale: host.locale,
              })}
              issues={counts.get(row.key)}
              address={knownAddress(page)}
              locale={host.locale}
              chosen={chosen.has(row.key)}
              isConnecting={props.isConnecting}
              off={props.off}
              onChoose={(isChosen) => onChoose([row.key], isChosen)}
              onDisconnect={() => props.onDisconnect(row)}
            />
          ))}
        </ul>
      )}
      {matching.length > shown.length && (
        <div>
          <Button onClick={() => setDrawn(drawn + PAGE_SIZE)} data-test="show-more">
            Show {Math.min(PAGE_SIZE, matching.length - shown.length)} more
          </Button>
        </div>
      )}
    </div>
  );
}
