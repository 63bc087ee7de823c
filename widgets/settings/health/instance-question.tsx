/** Asked while this YouTrack has another address than before: both answers change what Ducalis is sent, for good. */

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

function Consequences({ answer }: { answer: Answer }) {
  return (
    <div className="stack">
      <p>{t(`settings.instance.${answer}.before`)}</p>
      <p>{t(`settings.instance.${answer}.after`)}</p>
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
  return (
    <div id={INSTANCE_QUESTION} tabIndex={-1}>
      <Notice
        kind="warning"
        title={t('settings.instance.title')}
        dataTest="instance-question"
        actions={
          <>
            <Button onClick={() => ask('moved')} loader={busy} disabled={busy} data-test="instance-moved">
              {t('settings.instance.moved.button')}
            </Button>
            <Button onClick={() => ask('copy')} loader={busy} disabled={busy} data-test="instance-copy">
              {t('settings.instance.copy.button')}
            </Button>
          </>
        }
      >
        {address !== null && (
          <div data-test="instance-address">
            {t('settings.instance.address', { address: address.baseUrl })}
          </div>
        )}
        <div>{t('settings.instance.lead')}</div>
        <ul className="health__answers">
          <li>{rich('settings.instance.moved.choice')}</li>
          <li>{rich('settings.instance.copy.choice')}</li>
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
        text={t(`settings.instance.${chosen}.question`)}
        description={<Consequences answer={chosen} />}
        confirmLabel={t(`settings.instance.${chosen}.confirm`)}
        rejectLabel={t('settings.instance.notNow')}
        cancelIsDefault
        onConfirm={() => void answer()}
        onReject={() => setAsking(null)}
      />
    </div>
  );
}
