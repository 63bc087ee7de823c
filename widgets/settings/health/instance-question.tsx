/**
 * Asked while this YouTrack has another address than before, or a board holds issues of this address that the app does not
 * know: both answers change what Ducalis is sent, for good.
 */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import Confirm from '@jetbrains/ring-ui-built/components/confirm/confirm';
import { useEffect, useState } from 'react';
import { OverviewSchema } from '../../../src/shared/api.ts';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { Notice } from '../../common/notice.tsx';
import { useAction } from '../../common/use-action.ts';
import { rich, t } from '../../messages/text.tsx';
import { knownAddress, type Page } from '../page.ts';
import { isInstanceAsked } from './connection-findings.ts';
import { INSTANCE_QUESTION } from './reveal.ts';

type Answer = 'moved' | 'copy';

/** What made the app ask: the address of this YouTrack, or items on a board. */
type About = 'address' | 'items';

function Consequences({ about, answer }: { about: About; answer: Answer }) {
  return (
    <div className="stack">
      <p>{t(`settings.instance-${about}.${answer}.before`)}</p>
      <p>{t(`settings.instance-${about}.${answer}.after`)}</p>
    </div>
  );
}

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
  const about: About = overview.connection.asksAbout ?? 'address';
  return (
    <div id={INSTANCE_QUESTION} tabIndex={-1}>
      <Notice
        kind="warning"
        title={t(`settings.instance-${about}.title`)}
        dataTest="instance-question"
        actions={
          <>
            <Button onClick={() => ask('moved')} loader={busy} disabled={busy} data-test="instance-moved">
              {t(`settings.instance-${about}.moved.button`)}
            </Button>
            <Button onClick={() => ask('copy')} loader={busy} disabled={busy} data-test="instance-copy">
              {t(`settings.instance-${about}.copy.button`)}
            </Button>
          </>
        }
      >
        {about === 'address' && address !== null && (
          <div data-test="instance-address">
            {t('settings.instance.address', { address: address.baseUrl })}
          </div>
        )}
        <div>{t(`settings.instance-${about}.lead`)}</div>
        <ul className="health__answers">
          <li>{rich(`settings.instance-${about}.moved.choice`)}</li>
          <li>{rich(`settings.instance-${about}.copy.choice`)}</li>
        </ul>
      </Notice>
      {failure !== null && (
        <ErrorPanel
          title={t('settings.instance.failed')}
          failure={failure}
          onRetry={() => void answer()}
          busy={busy}
        />
      )}
      <Confirm
        show={asking !== null}
        text={t(`settings.instance-${about}.${chosen}.question`)}
        description={<Consequences about={about} answer={chosen} />}
        confirmLabel={t(`settings.instance-${about}.${chosen}.confirm`)}
        rejectLabel={t('settings.instance.notNow')}
        cancelIsDefault
        onConfirm={() => void answer()}
        onReject={() => setAsking(null)}
      />
    </div>
  );
}
