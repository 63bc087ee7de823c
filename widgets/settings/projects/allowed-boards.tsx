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
import { rich, t, textOf } from '../../messages/text.tsx';
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

function rowText({ label }: BoardRow): string {
  return textOf(label);
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
    <fieldset className="allowed__boards" aria-label={t('settings.allowed.boards')}>
      <FoundList found={found} rows="board" name="allowed-board">
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
                  {isListed ? <bdi>{textOf(label)}</bdi> : rich('settings.allowed.gone', { board: label })}
                </Checkbox>
              </li>
            ))}
          </ul>
        )}
      </FoundList>
      <span className="secondary" data-test="allowed-count">
        {chosen.length === 0
          ? t('settings.allowed.none')
          : t('settings.allowed.count', { chosen: chosen.length, all: rows.length })}
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
      host.alert(t('settings.allowed.saved'), 'success');
    });
  return (
    <section className="allowed" aria-labelledby="allowed-title" data-test="allowed-boards">
      <div>
        <H3 id="allowed-title">{t('settings.allowed.title')}</H3>
        <div className="secondary">{t('settings.allowed.lead')}</div>
      </div>
      <Radio
        value={chosen === null ? 'all' : 'some'}
        onChange={(value) => choose(value === 'all' ? null : (allowedBoards ?? []))}
        disabled={busy}
      >
        <Radio.Item value="all" data-test="allowed-all">
          {t('settings.allowed.all')}
        </Radio.Item>
        <Radio.Item value="some" data-test="allowed-some">
          {t('settings.allowed.some')}
        </Radio.Item>
      </Radio>
      {chosen !== null && <Boards overview={overview} chosen={chosen} onChange={choose} disabled={busy} />}
      {isConflict && (
        <Conflict
          onRetry={() => void save({ boards: rebased(unsaved, allowedBoards), base: allowedBoards })}
          onDiscard={() => setDraft(null)}
          busy={busy}
        >
          {t('settings.allowed.conflict', {
            theirs: theirsInWords(unsaved.base, allowedBoards, overview.boards),
          })}
        </Conflict>
      )}
      <div className="actions">
        <Button
          onClick={() => {
            if (unsaved !== null) void save(unsaved);
          }}
          loader={busy}
          disabled={busy || unsaved === null || isConflict}
          title={unsaved === null ? t('settings.allowed.unchanged') : undefined}
          data-test="allowed-save"
        >
          {t('pages.save')}
        </Button>
        {unsaved !== null && !isConflict && (
          <Button inline onClick={() => setDraft(null)} disabled={busy} data-test="allowed-cancel">
            {t('pages.cancel')}
          </Button>
        )}
      </div>
      {failure !== null && unsaved !== null && (
        <ErrorPanel
          title={t('settings.allowed.notSaved')}
          failure={failure}
          onRetry={() => void save(unsaved)}
          busy={busy}
        />
      )}
    </section>
  );
}
