/** Says whether this Ducalis takes issues from the app. */
import type { Overview } from '../../../src/shared/api.ts';
import { Notice } from '../../common/notice.tsx';

export function PushSupport({ push }: { push: Overview['connection']['push'] }) {
  if (push === 'unknown') return null;
  if (push === 'supported') {
    return (
      <div className="secondary" data-test="push-supported">
        This Ducalis takes issues directly: changes in connected projects are sent as they happen.
      </div>
    );
  }
  return (
    <Notice
      kind="warning"
      title="This Ducalis cannot receive issues from the app"
      dataTest="push-unsupported"
    >
      The app sends nothing. Ducalis reads YouTrack itself (step 2), and the app shows the results that
      Ducalis writes into YouTrack fields: switch on Sync Back for each board there, at least for Priority and
      Alignment.
    </Notice>
  );
}
