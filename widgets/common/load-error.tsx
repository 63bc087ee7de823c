/** Says that a call did not bring what it should, and calls again on request; nothing while there is no failure. */
import { ErrorPanel } from './error-panel.tsx';
import type { Loaded } from './use-call.ts';

interface LoadErrorProps {
  title: string;
  loaded: Pick<Loaded<unknown>, 'failure' | 'busy' | 'reload'>;
}

export function LoadError({ title, loaded: { failure, busy, reload } }: LoadErrorProps) {
  return failure === null ? null : (
    <ErrorPanel title={title} failure={failure} onRetry={reload} busy={busy} />
  );
}
