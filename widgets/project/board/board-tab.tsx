/** Which board the project is on, and how the connection stands. */

import { boardTitle } from '../../common/board-title.ts';
import { Choice } from '../../common/choice.tsx';
import { useNow } from '../../common/freshness.tsx';
import { Notice } from '../../common/notice.tsx';
import { boardOptions } from '../model/options.ts';
import { problemAt } from '../model/validation.ts';
import { connectionState } from '../model/wording.ts';
import { Empty } from '../parts/empty.tsx';
import { Section } from '../parts/section.tsx';
import type { Editor } from '../use-editor.ts';

export function BoardTab({ editor }: { editor: Editor }) {
  const { state, dispatch, problems } = editor;
  const { boards, project } = state.page;
  const words = connectionState(state.page, useNow());
  const before = project.configuration?.board ?? null;
  const { board } = state.draft;
  const choose = (id: string | null) => {
    const chosen = boards.find((candidate) => candidate.id === id);
    if (chosen !== undefined) dispatch({ type: 'board-chosen', board: chosen });
  };
  return (
    <Section title="Board" lead="The Ducalis board on which the issues of this project are evaluated.">
      <Notice kind={words.kind} title={words.label} dataTest="connection-state">
        {words.sentence}
      </Notice>
      {boards.length === 0 && board === null ? (
        <Empty title="No board to choose" dataTest="no-boards">
          A system administrator connects Ducalis and says which boards projects may use.
        </Empty>
      ) : (
        <div className="narrow">
          <Choice
            label="Board"
            placeholder="Choose a board"
            options={boardOptions(boards, board)}
            value={board?.id ?? null}
            onChange={choose}
            error={state.attempted || board !== null ? problemAt(problems, 'board') : undefined}
            disabled={state.saving}
            dataTest="board-select"
          />
        </div>
      )}
      {before !== null && board !== null && before.id !== board.id && (
        <Notice kind="warning" title="Another board" dataTest="board-changes">
          After saving, this project's issues are removed from <bdi>{boardTitle(before)}</bdi> with what was
          evaluated there, and imported into <bdi>{boardTitle(board)}</bdi>.
        </Notice>
      )}
    </Section>
  );
}
