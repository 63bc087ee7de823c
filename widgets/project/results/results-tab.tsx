/** Which result of Ducalis is written into which YouTrack field. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { useState } from 'react';
import { Choice } from '../../common/choice.tsx';
import { type HostFailure, toFailure } from '../../common/failure.ts';
import { Notice } from '../../common/notice.tsx';
import { youtrackTypeName } from '../../common/type-names.ts';
import { resultFieldOptions } from '../model/options.ts';
import { fieldFor, type ResultRow, resultRows } from '../model/result-targets.ts';
import { problemAt, resultPlace, watchedFields } from '../model/validation.ts';
import { createField } from '../model/youtrack-api.ts';
import { ProblemLine } from '../parts/problem-line.tsx';
import { Section } from '../parts/section.tsx';
import type { Editor } from '../use-editor.ts';

interface Refused {
  readonly name: string;
  readonly type: string;
  readonly failure: HostFailure;
}

function reasonOf({ code, message }: HostFailure): string {
  if (code === 'not-allowed') return 'Creating a field needs more rights than you have.';
  return code === 'youtrack-failed' ? 'YouTrack refused it.' : message;
}

function ByHand({ refused: { name, type, failure }, project }: { refused: Refused; project: string }) {
  return (
    <Notice
      kind="warning"
      title={
        <>
          The field “<bdi>{name}</bdi>” was not created
        </>
      }
      dataTest="create-refused"
    >
      {reasonOf(failure)} By hand: open the settings of <bdi>{project}</bdi>, Fields, add a field of type{' '}
      {youtrackTypeName(type)} (“<bdi>{name}</bdi>”, unless a field of another type has that name), then
      choose it here.
    </Notice>
  );
}

function Line({ row, editor, creating, onCreate }: LineProps) {
  const { state, dispatch, problems } = editor;
  const { fields } = state.page.project;
  const { target, name, field } = row;
  const others = state.draft.results.filter((match) => match.field !== field).map((match) => match.field);
  return (
    <div className="result" data-test="result" data-result={target.criterion ?? target.result}>
      <Choice
        label={name}
        placeholder="Not written"
        options={resultFieldOptions(target, fields, field, watchedFields(state.draft), new Set(others))}
        value={field}
        onChange={(chosen) => dispatch({ type: 'result-chosen', target, was: field, field: chosen })}
        error={field === null ? undefined : problemAt(problems, resultPlace({ ...target, field }))}
        disabled={state.saving}
        clearable
        dataTest="result-field"
      />
      {field === null && (
        <Button
          onClick={onCreate}
          loader={creating}
          disabled={creating || state.saving}
          aria-label={`Create field for ${name}`}
          data-test="create-field"
        >
          Create field
        </Button>
      )}
    </div>
  );
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
    const field = fieldFor(row);
    setCreating(row.name);
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
      title="Results"
      direction="Ducalis → YouTrack"
      lead="Written into fields of the issue, so that a backlog can be sorted by them. Only fields that can hold a result are offered."
    >
      {refused !== null && <ByHand refused={refused} project={project.name} />}
      <ProblemLine message={problemAt(problems, 'results')} dataTest="results-error" />
      {rows.some(({ field }) => field === null) && (
        <div className="secondary" data-test="create-before">
          A field can be created for a result. YouTrack asks you twice to allow it: to make the field, and to
          put it into the project. Choose Allow. For a field that only the project lacks it asks once.
        </div>
      )}
      <div className="results">
        {rows.map((row) => (
          <Line
            key={`${row.target.result}:${row.target.criterion ?? ''}:${row.field ?? ''}`}
            row={row}
            editor={editor}
            creating={creating === row.name}
            onCreate={() => void create(row)}
          />
        ))}
      </div>
    </Section>
  );
}
