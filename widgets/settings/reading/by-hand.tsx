/** The steps in Ducalis, for one that does not take the token from the app. The token never passes through here. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import Link from '@jetbrains/ring-ui-built/components/link/link';
import { DUCALIS_SITE } from '../../../src/shared/ducalis-site.ts';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { useAction } from '../../common/use-action.ts';
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
          {done ? 'Done' : label}
        </Button>
      </div>
      {failure !== null && (
        <ErrorPanel title="This was not noted" failure={failure} onRetry={() => void say()} busy={busy} />
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
          In{' '}
          <Link href={DUCALIS_SITE} target="_blank" rel="noreferrer">
            Ducalis
          </Link>
          , choose <b>Add</b> under Issue Trackers, then <b>YouTrack</b>. Paste the base URL and the token
          there, and choose <b>Connect</b>.
        </li>
        <li>Match the fields of the board, and switch on Sync Back. Nobody else has to repeat this.</li>
      </ol>
      <SayDone label="I have done this" primary done={done} introduce={introduce} />
    </>
  );
}
