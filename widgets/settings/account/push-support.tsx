/** Says whether this Ducalis takes issues from the app, and what to do by hand where it does not. */
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
      The app sends nothing and shows the results that Ducalis writes into YouTrack fields. To set that up:
      <ol className="steps">
        <li>
          In Ducalis, add YouTrack under Issue Trackers, with this YouTrack's address and a permanent token.
        </li>
        <li>Match the fields of the board there.</li>
        <li>Switch on Sync Back for the board, at least for Priority and Alignment.</li>
        <li>Choose the same board for the project here.</li>
      </ol>
    </Notice>
  );
}
