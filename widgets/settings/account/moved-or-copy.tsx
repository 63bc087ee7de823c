/** This YouTrack has another address than before, and only a person can say why. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import Confirm from '@jetbrains/ring-ui-built/components/confirm/confirm';
import { useState } from 'react';
import { OverviewSchema } from '../../../src/shared/api.ts';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { Notice } from '../../common/notice.tsx';
import type { Page } from '../page.ts';
import { useAction } from '../use-action.ts';

type Answer = 'moved' | 'copy';

export function MovedOrCopy({ page }: { page: Page }) {
  const [asking, setAsking] = useState(false);
  const { busy, failure, run } = useAction();
  const answer = (answered: Answer) =>
    run(async () => {
      setAsking(false);
      const body = { answer: answered };
      page.replace(await page.host.app('admin/instance', OverviewSchema, { method: 'POST', body }));
    });
  return (
    <>
      <Notice
        kind="warning"
        title="Was this YouTrack moved, or is it a copy?"
        dataTest="instance-changed"
        actions={
          <>
            <Button onClick={() => void answer('moved')} disabled={busy} data-test="instance-moved">
              It was moved
            </Button>
            <Button onClick={() => setAsking(true)} disabled={busy} data-test="instance-copy">
              It is a copy…
            </Button>
          </>
        }
      >
        Its address is not the one it had. If it was moved, everything goes on and all issues are sent again
        with their new addresses. A copy must not write over the issues of its original: it begins anew.
      </Notice>
      <Confirm
        show={asking}
        text="Begin anew as a copy?"
        description="All projects of this YouTrack are disconnected, and what was chosen for them is forgotten here. Boards and issues in Ducalis, and the original YouTrack, stay as they are."
        confirmLabel="Begin anew"
        cancelIsDefault
        onConfirm={() => void answer('copy')}
        onReject={() => setAsking(false)}
      />
      {failure !== null && <ErrorPanel title="The answer was not noted" failure={failure} />}
    </>
  );
}
