/** An issue as the use cases know it: its delivery, its results, and a snapshot of what would be sent. */
import type { Issue } from '@jetbrains/youtrack-scripting-api/entities';
import { isSyncBackField } from '../domain/sync-back.ts';
import { hasMark, readLastMark, readRetryAt, writeDelivery } from './delivery-facts.ts';
import { writeSelf } from './extension-properties.ts';
import type { ExternalIds } from './external-ids.ts';
import { fieldWriter } from './field-writer.ts';
import { ownershipOf } from './ownership.ts';
import type { IssueHandle } from './ports.ts';
import { projectHandle } from './project.ts';
import { NO_RESULTS, readResults, writeResults } from './result-facts.ts';
import { baseOf, isChanged, isPartChanged, isTold, readHtml, readSnapshot } from './snapshot.ts';
import { isObject, readText } from './values.ts';
import { userOf } from './viewer.ts';

export function issueHandle(issue: Issue, ids: ExternalIds): IssueHandle {
  const properties = issue.extensionProperties;
  const project = projectHandle(issue.project);
  const ownership = ownershipOf(properties, ids, {
    isSelf: () => isObject(properties.self) && properties.self.id === issue.id,
    writeSelf: () => writeSelf(properties, issue),
    isWaiting: () => project.facts().unread === true,
  });
  const isNew = (): boolean => isTold('reported', () => issue.becomesReported || issue.isNew);

  return {
    key: issue.id,
    project,
    isReported: issue.isReported,
    ...ownership,
    lastMark: () => readLastMark(properties),
    retryAt: () => readRetryAt(properties),
    record: (patch) => writeDelivery(properties, patch),
    isMarkable: () => hasMark(properties) || isNew(),
    results: () => (ownership.isOwner() ? readResults(properties) : NO_RESULTS),
    recordResults: (results) => writeResults(properties, results),
    targets: fieldWriter(issue),
    snapshot: (watched) => readSnapshot(issue, watched),
    html: () => readHtml(issue),
    syncBackFields(viewer) {
      const user = userOf(viewer);
      return Object.keys(issue.fields)
        .filter((name) => isSyncBackField(name) && issue.canBeReadBy(name, user))
        .map((name) => ({ name, text: readText(issue.fields[name]) }));
    },
    isChanged: (watched) => isChanged(issue, watched),
    isVisibleTo: (viewer) => issue.isVisibleTo(userOf(viewer)),
    isNewHere: () => isNew() || isPartChanged(issue, 'project'),
    leaves() {
      const old = isPartChanged(issue, 'project') ? issue.oldValue('project') : null;
      return old === null ? null : projectHandle(old);
    },
    baseUrl: () => baseOf(issue),
  };
}
