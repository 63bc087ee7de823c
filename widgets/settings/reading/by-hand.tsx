/** The steps in Ducalis, for one that does not take the token from the app. The token never passes through here. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import Link from '@jetbrains/ring-ui-built/components/link/link';
import { DUCALIS_SITE } from '../../../src/shared/ducalis-site.ts';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { useAction } from '../../common/use-action.ts';
import { rich, t } from '../../messages/text.tsx';
import type { Address } from '../youtrack-api.ts';
import { MakeToken } from './make-token.tsx';

interface SayDoneProps {
  /** What the button says before it was pressed. */
  label: string;
  primary?: boolean;
  done: boolean;
  introduce: (body: { how: 'by-hand' }) => Promise<void>;
}

export function SayDone({ label, primary = false, done, introduce }: SayDoneProps) {
  const { busy, failure, run } = useAction();
  const say = () => run(() => introduce({ how: 'by-hand' }));
  return (
    <>
      <div className="actions">
        <Button
          primary={primary && !done}
          onClick={() => void say()}
          loader={busy}
          disabled={busy || done}
          data-test="done-by-hand"
        >
          {done ? t('settings.byHand.done') : label}
        </Button>
      </div>
      {failure !== null && (
        <ErrorPanel
          title={t('settings.byHand.notNoted')}
          failure={failure}
          onRetry={() => void say()}
          busy={busy}
        />
      )}
    </>
  );
}

interface ByHandProps {
  address: Address | null;
  introduce: SayDoneProps['introduce'];
  done: boolean;
}

export function ByHand({ address, introduce, done }: ByHandProps) {
  return (
    <>
      <ol className="steps" data-test="by-hand">
        <MakeToken address={address} />
        <li>
          {rich('settings.byHand.connect', {
            link: (words) => (
              <Link href={DUCALIS_SITE} target="_blank" rel="noreferrer">
                {words}
              </Link>
            ),
          })}
        </li>
        <li>{t('settings.byHand.match')}</li>
      </ol>
      <SayDone label={t('settings.byHand.say')} primary done={done} introduce={introduce} />
    </>
  );
}
