/** Which boards the administrators of projects may choose by themselves. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import Checkbox from '@jetbrains/ring-ui-built/components/checkbox/checkbox';
import { H3 } from '@jetbrains/ring-ui-built/components/heading/heading';
import Radio from '@jetbrains/ring-ui-built/components/radio/radio';
import { useMemo, useState } from 'react';
import { type BoardChoice, isSameChoice } from '../../../src/domain/board-choice.ts';
import type { Overview } from '../../../src/shared/api.ts';
import { Conflict } from '../../common/conflict.tsx';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { FoundList } from '../../common/found-list.tsx';
import { useAction } from '../../common/use-action.ts';
import { useFound } from '../../common/use-found.ts';
import { allowBoards } from '../admin-api.ts';
import type { Page } from '../page.ts';
import {
  type BoardDraft,
  type BoardRow,
  boardRows,
  isUnsaved,
  rebased,
  theirsInWords,
} from './board-choice.ts';

const WORDS = { one: 'board', many: 'boards', by: 'name' } as const;

function rowText({ label }: BoardRow): string {
  return label;
}

interface BoardsProps {
  overview: Overview;
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
  disabled: boolean;
}

function Boards({ overview, chosen, onChange, disabled }: BoardsProps) {
  const rows = useMemo(() => boardRows(overview), [overview]);
  const found = useFound(rows, rowText);
  return (
    <fieldset className="allowed__boards" aria-label="Allowed boards">
      <FoundList found={found} words={WORDS} name="allowed-board">
        {(shown) => (
          <ul className="boards">
            {shown.map(({ id, label, isListed }) => (
              <li key={id} data-test="allowed-board" data-board={id}>
                <Checkbox
                  checked={chosen.includes(id)}
                  disabled={disabled}
                  onChange={(event) =>
                    onChange(event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
                  }
                  data-test="allowed-board-choose"
                >
                  <bdi>{label}</bdi>
                  {!isListed && ', not in Ducalis any more'}
                </Checkbox>
              </li>
            ))}
          </ul>
        )}
      </FoundList>
      <span className="secondary" data-test="allowed-count">
        {chosen.length === 0
          ? 'No board is chosen: only you connect projects.'
          : `${chosen.length} of ${rows.length} chosen`}
      </span>
    </fieldset>
  );
}

export function AllowedBoards({ page }: { page: Page }) {
  const { host, overview, replace } = page;
  const { allowedBoards } = overview;
  const [draft, setDraft] = useState<BoardDraft | null>(null);
  const { busy, failure, run, forget } = useAction();
  const unsaved = draft !== null && isUnsaved(draft, allowedBoards) ? draft : null;
  const chosen = unsaved === null ? allowedBoards : unsaved.boards;
  const isConflict = unsaved !== null && !isSameChoice(unsaved.base, allowedBoards);
  const choose = (boards: BoardChoice) => {
    forget();
    setDraft({ boards, base: unsaved === null ? allowedBoards : unsaved.base });
  };
  const save = (mine: BoardDraft) =>
    run(async () => {
      setDraft(mine);
      const saved = await allowBoards(host, mine.boards, mine.base);
      replace(saved);
      if (!isSameChoice(saved.allowedBoards, mine.boards)) return;
      setDraft(null);
      host.alert('Boards saved', 'success');
    });
  return (
    <section className="allowed" aria-labelledby="allowed-title" data-test="allowed-boards">
      <div>
        <H3 id="allowed-title">Boards that project administrators may choose</H3>
        <div className="secondary">
          In the settings of their own projects. You may put any project on any board; what is connected stays
          connected.
        </div>
      </div>
      <Radio
        value={chosen === null ? 'all' : 'some'}
        onChange={(value) => choose(value === 'all' ? null : (allowedBoards ?? []))}
        disabled={busy}
      >
        <Radio.Item value="all" data-test="allowed-all">
          All boards
        </Radio.Item>
        <Radio.Item value="some" data-test="allowed-some">
          Only these
        </Radio.Item>
      </Radio>
      {chosen !== null && <Boards overview={overview} chosen={chosen} onChange={choose} disabled={busy} />}
      {isConflict && (
        <Conflict
          onRetry={() => void save({ boards: rebased(unsaved, allowedBoards), base: allowedBoards })}
          onDiscard={() => setDraft(null)}
          busy={busy}
        >
          {theirsInWords(unsaved.base, allowedBoards, overview.boards)} Your change is kept, but not saved. A
          retry puts it over theirs.
        </Conflict>
      )}
      <div className="actions">
        <Button
          onClick={() => {
            if (unsaved !== null) void save(unsaved);
          }}
          loader={busy}
          disabled={busy || unsaved === null || isConflict}
          title={unsaved === null ? 'Nothing has changed' : undefined}
          data-test="allowed-save"
        >
          Save
        </Button>
        {unsaved !== null && !isConflict && (
          <Button inline onClick={() => setDraft(null)} disabled={busy} data-test="allowed-cancel">
            Cancel
          </Button>
        )}
      </div>
      {failure !== null && unsaved !== null && (
        <ErrorPanel
          title="The boards were not saved"
          failure={failure}
          onRetry={() => void save(unsaved)}
          busy={busy}
        />
      )}
    </section>
  );
}
