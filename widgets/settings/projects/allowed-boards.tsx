/** Which boards the administrators of projects may choose by themselves. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { H3 } from '@jetbrains/ring-ui-built/components/heading/heading';
import Radio from '@jetbrains/ring-ui-built/components/radio/radio';
import { useState } from 'react';
import type { Overview } from '../../../src/shared/api.ts';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { ManyChoice } from '../../common/many-choice.tsx';
import { useAction } from '../../common/use-action.ts';
import { allowBoards } from '../admin-api.ts';
import type { Page } from '../page.ts';

/** A chosen board stays an option when Ducalis does not list it any more. */
function boardOptions({ boards, allowedBoards }: Overview) {
  const gone = (allowedBoards ?? []).filter((id) => !boards.some((board) => board.id === id));
  return [
    ...boards.map(({ id, name, emoji }) => ({ key: id, label: `${emoji ?? '•'} ${name}` })),
    ...gone.map((id) => ({ key: id, label: `Board ${id}`, description: 'not in Ducalis any more' })),
  ];
}

function isSame(a: readonly string[] | null, b: readonly string[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((id) => b.includes(id));
}

export function AllowedBoards({ page }: { page: Page }) {
  const { host, overview, replace } = page;
  const { allowedBoards } = overview;
  /** Undefined: as saved. */
  const [draft, setDraft] = useState<readonly string[] | null | undefined>(undefined);
  const { busy, failure, run } = useAction();
  const chosen = draft === undefined ? allowedBoards : draft;
  const isChanged = !isSame(chosen, allowedBoards);
  const save = () =>
    run(async () => {
      replace(await allowBoards(host, chosen));
      setDraft(undefined);
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
        onChange={(value) => setDraft(value === 'all' ? null : (allowedBoards ?? []))}
        disabled={busy}
      >
        <Radio.Item value="all" data-test="allowed-all">
          All boards
        </Radio.Item>
        <Radio.Item value="some" data-test="allowed-some">
          Only these
        </Radio.Item>
      </Radio>
      {chosen !== null && (
        <div className="allowed__boards">
          <ManyChoice
            label="Boards"
            placeholder="No board: only you connect projects"
            options={boardOptions(overview)}
            values={chosen}
            onChange={setDraft}
            disabled={busy}
            dataTest="allowed-select"
          />
        </div>
      )}
      <div className="actions">
        <Button
          onClick={() => void save()}
          loader={busy}
          disabled={busy || !isChanged}
          title={isChanged ? undefined : 'Nothing has changed'}
          data-test="allowed-save"
        >
          Save
        </Button>
        {isChanged && (
          <Button inline onClick={() => setDraft(undefined)} disabled={busy} data-test="allowed-cancel">
            Cancel
          </Button>
        )}
      </div>
      {failure !== null && (
        <ErrorPanel
          title="The boards were not saved"
          failure={failure}
          onRetry={() => void save()}
          busy={busy}
        />
      )}
    </section>
  );
}
