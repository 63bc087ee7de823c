/** Asked while this YouTrack has another address than before: both answers change what Ducalis is sent, for good. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import Confirm from '@jetbrains/ring-ui-built/components/confirm/confirm';
import { type ReactNode, useEffect, useState } from 'react';
import { OverviewSchema } from '../../../src/shared/api.ts';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { Notice } from '../../common/notice.tsx';
import { useAction } from '../../common/use-action.ts';
import { knownAddress, type Page } from '../page.ts';
import { isInstanceAsked } from './connection-findings.ts';
import { INSTANCE_QUESTION } from './reveal.ts';

type Answer = 'moved' | 'copy';

interface AnswerText {
  readonly confirm: string;
  readonly reject: string;
  readonly question: string;
  readonly consequences: ReactNode;
}

const TEXTS: Readonly<Record<Answer, AnswerText>> = {
  moved: {
    confirm: 'It was moved',
    reject: 'Not now',
    question: 'Was this YouTrack moved here?',
    consequences: (
      <div className="stack">
        <p>
          Choose this only if nothing runs at the old address any more. Two YouTracks that both send would
          write over each other’s issues in Ducalis.
        </p>
        <p>
          Sending goes on, and every issue is sent once more with its new address. Evaluations stay. Ducalis
          itself reads YouTrack at the old address until step 2 is done again.
        </p>
      </div>
    ),
  },
  copy: {
    confirm: 'It is a copy',
    reject: 'Not now',
    question: 'Is this YouTrack a copy?',
    consequences: (
      <div className="stack">
        <p>
          Here every project gives up its board: what was chosen for it, such as matched fields and filters,
          is forgotten and cannot be brought back.
        </p>
        <p>
          In Ducalis nothing changes, and the original goes on. Projects of the copy can be connected anew;
          they then send issues of their own.
        </p>
      </div>
    ),
  },
};

export function InstanceQuestion({ page }: { page: Page }) {
  const { host, overview, replace } = page;
  const [asking, setAsking] = useState<Answer | null>(null);
  const [chosen, setChosen] = useState<Answer>('moved');
  const { busy, failure, run } = useAction();
  const isAsked = isInstanceAsked(overview);
  const lookUp = page.address.reload;
  // The page may have been open since before the address changed.
  useEffect(() => {
    if (isAsked) lookUp();
  }, [isAsked, lookUp]);
  if (!isAsked) return null;

  const ask = (answer: Answer) => {
    setChosen(answer);
    setAsking(answer);
  };
  const answer = () =>
    run(async () => {
      setAsking(null);
      replace(await host.app('admin/instance', OverviewSchema, { method: 'POST', body: { answer: chosen } }));
    });
  const address = knownAddress(page);
  const text = TEXTS[chosen];
  return (
    <div id={INSTANCE_QUESTION} tabIndex={-1}>
      <Notice
        kind="warning"
        title="This YouTrack has another address than before"
        dataTest="instance-question"
        actions={
          <>
            <Button onClick={() => ask('moved')} loader={busy} disabled={busy} data-test="instance-moved">
              It was moved…
            </Button>
            <Button onClick={() => ask('copy')} loader={busy} disabled={busy} data-test="instance-copy">
              It is a copy…
            </Button>
          </>
        }
      >
        {address !== null && <div data-test="instance-address">It is now at {address.baseUrl}.</div>}
        <div>Until you say which of these it is, nothing is sent and nothing is lost.</div>
        <ul className="health__answers">
          <li>
            <b>It was moved:</b> the same YouTrack has a new address, and the old one is no longer in use.
            Sending goes on, and every issue is sent once more.
          </li>
          <li>
            <b>It is a copy:</b> the original is still in use, for example because this is a trial or a
            backup. The copy gives up its boards; Ducalis and the original stay as they are.
          </li>
        </ul>
      </Notice>
      {failure !== null && (
        <ErrorPanel
          title="The answer was not noted"
          failure={failure}
          onRetry={() => void answer()}
          busy={busy}
        />
      )}
      <Confirm
        show={asking !== null}
        text={text.question}
        description={text.consequences}
        confirmLabel={text.confirm}
        rejectLabel={text.reject}
        cancelIsDefault
        onConfirm={() => void answer()}
        onReject={() => setAsking(null)}
      />
    </div>
  );
}
