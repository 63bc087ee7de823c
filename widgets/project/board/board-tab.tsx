/** Which board the project is on, and how the connection stands. */

import { boardTitle } from '../../common/board-title.ts';
import { Choice } from '../../common/choice.tsx';
import { useNow } from '../../common/freshness.tsx';
import { Notice } from '../../common/notice.tsx';
import { rich, t, textOf } from '../../messages/text.tsx';
import { boardOptions } from '../model/options.ts';
import { problemAt } from '../model/problems.ts';
import { connectionState } from '../model/wording.ts';
import { Empty } from '../parts/empty.tsx';
import { Section } from '../parts/section.tsx';
import type { Editor } from '../use-editor.ts';

export function BoardTab({ editor }: { editor: Editor }) {
  const { host, state, dispatch, problems } = editor;
  const { boards, project } = state.page;
  const words = connectionState(state.page, useNow(), host.locale);
  const before = project.configuration?.board ?? null;
  const { board } = state.draft;
  const choose = (id: string | null) => {
    const chosen = boards.find((candidate) => candidate.id === id);
    if (chosen !== undefined) dispatch({ type: 'board-chosen', board: chosen });
  };
  return (
    <Section title={t('pages.boardLabel')} lead={t('project.board.lead')}>
      <Notice kind={words.kind} title={textOf(words.label)} dataTest="connection-state">
        {textOf(words.sentence)}
      </Notice>
      {boards.length === 0 && board === null ? (
        <Empty title={t('project.board.none.title')} dataTest="no-boards">
          {t('project.board.none.sentence')}
        </Empty>
      ) : (
        <div className="narrow">
          <Choice
            label={t('pages.boardLabel')}
            placeholder={t('pages.chooseBoard')}
            options={boardOptions(boards, board)}
            value={board?.id ?? null}
            onChange={choose}
            error={problemAt(problems, { part: 'board' })}
            disabled={state.saving}
            dataTest="board-select"
          />
        </div>
      )}
      {before !== null && board !== null && before.id !== board.id && (
        <Notice kind="warning" title={t('project.board.another.title')} dataTest="board-changes">
          {rich('project.board.another.sentence', { before: boardTitle(before), board: boardTitle(board) })}
        </Notice>
      )}
    </Section>
  );
}
