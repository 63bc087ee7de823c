/** Which result of Ducalis is written into which YouTrack field. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { useState } from 'react';
import { watchedFields } from '../../../src/domain/settings.ts';
import { Choice } from '../../common/choice.tsx';
import { type HostFailure, toFailure } from '../../common/failure.ts';
import { Notice } from '../../common/notice.tsx';
import { type Message, message } from '../../messages/message.ts';
import { rich, t, textOf } from '../../messages/text.tsx';
import { settingsOf } from '../model/draft.ts';
import { resultFieldOptions } from '../model/options.ts';
import { problemAt, type ShownProblem } from '../model/problems.ts';
import { fieldFor, type ResultRow, resultRows } from '../model/result-targets.ts';
import { youtrackTypeName } from '../model/type-names.ts';
import { createField } from '../model/youtrack-api.ts';
import { ProblemLine } from '../parts/problem-line.tsx';
import { Section } from '../parts/section.tsx';
import type { Editor } from '../use-editor.ts';

interface Refused {
  readonly name: string;
  readonly type: string;
  readonly failure: HostFailure;
}

function reasonOf({ code, sentence }: HostFailure): Message {
  if (code === 'not-allowed') return message('project.results.rights');
  return code === 'youtrack-failed' ? message('project.results.refused') : sentence;
}

function ByHand({ refused: { name, type, failure }, project }: { refused: Refused; project: string }) {
  return (
    <Notice kind="warning" title={rich('project.results.notCreated', { name })} dataTest="create-refused">
      {rich('project.results.byHand', {
        reason: reasonOf(failure),
        project,
        type: youtrackTypeName(type),
        name,
      })}
    </Notice>
  );
}

function problemOf({ index }: ResultRow, problems: readonly ShownProblem[]): Message | undefined {
  if (index === null) return undefined;
  return (
    problemAt(problems, { part: 'result', index, control: 'target' }) ??
    problemAt(problems, { part: 'result', index, control: 'source' })
  );
}

function Line({ row, editor, creating, onCreate }: LineProps) {
  const { state, dispatch, problems } = editor;
  const { fields } = state.page.project;
  const { target, name, field } = row;
  const others = state.draft.results.filter((match) => match.field !== field).map((match) => match.field);
  const watched = new Set(watchedFields(settingsOf(state.draft)));
  return (
    <div className="result" data-test="result" data-result={target.criterion ?? target.result}>
      <Choice
        label={textOf(name)}
        placeholder={t('project.results.notWritten')}
        options={resultFieldOptions(target, fields, field, watched, new Set(others))}
        value={field}
        onChange={(chosen) => dispatch({ type: 'result-chosen', target, was: field, field: chosen })}
        error={problemOf(row, problems)}
        disabled={state.saving}
        clearable
        dataTest="result-field"
      />
      {field === null && (
        <Button
          onClick={onCreate}
          loader={creating}
          disabled={creating || state.saving}
          aria-label={t('project.results.createFor', { name })}
          data-test="create-field"
        >
          {t('project.results.create')}
        </Button>
      )}
    </div>
  );
}

function keyOf({ target, field }: ResultRow): string {
  return `${target.result}:${target.criterion ?? ''}:${field ?? ''}`;
}

interface LineProps {
  row: ResultRow;
  editor: Editor;
  creating: boolean;
  onCreate: () => void;
}

export function ResultsTab({ editor }: { editor: Editor }) {
  const { host, state, dispatch, problems, boardFields, refresh } = editor;
  const { project } = state.page;
  const [creating, setCreating] = useState<string | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const rows = resultRows(state.draft.results, boardFields.value);
  const create = async (row: ResultRow) => {
    const { name, type } = fieldFor(row);
    const field = { name: textOf(name), type };
    setCreating(keyOf(row));
    setRefused(null);
    try {
      if (!project.fields.some(({ name }) => name === field.name))
        await createField(host, project.key, field);
      await refresh();
      dispatch({ type: 'result-chosen', target: row.target, was: null, field: field.name });
    } catch (reason) {
      setRefused({ ...field, failure: toFailure(reason) });
    } finally {
      setCreating(null);
    }
  };
  return (
    <Section
      title={t('project.results.title')}
      direction={t('project.toYouTrack')}
      lead={t('project.results.lead')}
    >
      {refused !== null && <ByHand refused={refused} project={project.name} />}
      <ProblemLine problem={problemAt(problems, { part: 'results' })} dataTest="results-error" />
      {rows.some(({ field }) => field === null) && (
        <div className="secondary" data-test="create-before">
          {t('project.results.createBefore')}
        </div>
      )}
      <div className="results">
        {rows.map((row) => (
          <Line
            key={keyOf(row)}
            row={row}
            editor={editor}
            creating={creating === keyOf(row)}
            onCreate={() => void create(row)}
          />
        ))}
      </div>
    </Section>
  );
}
