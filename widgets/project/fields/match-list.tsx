/** The matches of a project, with suggestions by name and type. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { Fragment } from 'react';
import { MOST_MATCHES } from '../../../src/domain/settings.ts';
import { suggestMatches } from '../../../src/domain/suggestions.ts';
import { t } from '../../messages/text.tsx';
import { problemAt } from '../model/problems.ts';
import { Empty } from '../parts/empty.tsx';
import { ProblemLine } from '../parts/problem-line.tsx';
import type { Editor } from '../use-editor.ts';
import { MatchLine } from './match-line.tsx';

export function MatchList({ editor }: { editor: Editor }) {
  const { state, dispatch, problems, boardFields } = editor;
  const problem = problemAt(problems, { part: 'matches' });
  const { matches } = state.draft;
  const taken = new Set(matches.flatMap(({ field, key }) => [field, key].filter((one) => one !== null)));
  const pairs =
    boardFields.value === null ? [] : suggestMatches(state.page.project.fields, boardFields.value, taken);
  const isFull = matches.length >= MOST_MATCHES;
  const accept = () => dispatch({ type: 'matches-suggested', pairs });
  return (
    <>
      {matches.length === 0 &&
        boardFields.failure === null &&
        state.page.connection.push !== 'unsupported' && (
          <Empty title={t('project.matches.none')} dataTest="no-matches">
            {t(boardFields.value === null ? 'project.matches.fieldsNotKnown' : 'project.matches.add')}
          </Empty>
        )}
      {matches.map((row, index) => (
        <MatchLine key={row.id} row={row} index={index} editor={editor} />
      ))}
      <ProblemLine problem={problem} dataTest="matches-error" />
      {boardFields.value !== null && (
        <div className="row">
          <Button
            onClick={() => dispatch({ type: 'match-added' })}
            disabled={state.saving || isFull}
            data-test="add-match"
          >
            {t('project.matches.addMatch')}
          </Button>
          {pairs.length > 0 && (
            <>
              <Button onClick={accept} disabled={state.saving || isFull} data-test="accept-suggestions">
                {t('project.matches.accept', { count: pairs.length })}
              </Button>
              <span className="secondary" data-test="suggestions">
                {pairs.map(({ field }, index) => (
                  <Fragment key={field}>
                    {index > 0 && ', '}
                    <bdi>{field}</bdi>
                  </Fragment>
                ))}
              </span>
            </>
          )}
          {isFull && problem === undefined && (
            <span className="secondary" data-test="matches-full">
              {t('project.matches.full', { most: MOST_MATCHES })}
            </span>
          )}
        </div>
      )}
    </>
  );
}
