/** An issue as the use cases know it: its delivery, its results, and a snapshot of what would be sent. */
import type { Issue } from '@jetbrains/youtrack-scripting-api/entities';
import { type DeliveryFacts, UNTOUCHED } from '../domain/delivery.ts';
import { isSyncBackField } from '../domain/sync-back.ts';
import { hasMark, readDelivery, readLastMark, readRetryAt, writeDelivery } from './delivery-facts.ts';
import { readString, writeSelf } from './extension-properties.ts';
import type { ExternalIds } from './external-ids.ts';
import { fieldWriter } from './field-writer.ts';
import type { IssueHandle } from './ports.ts';
import { projectHandle } from './project.ts';
import { NO_RESULTS, readResults, writeResults } from './result-facts.ts';
import { baseOf, isChanged, isPartChanged, isTold, readHtml, readSnapshot } from './snapshot.ts';
import { isObject, readText } from './values.ts';
import { userOf } from './viewer.ts';

export function issueHandle(issue: Issue, ids: ExternalIds): IssueHandle {
  const properties = issue.extensionProperties;
  const project = projectHandle(issue.project);
  const isOwner = (): boolean => {
    const self = properties.self;
    const externalId = readString(properties, 'externalId');
    return isObject(self) && self.id === issue.id && externalId !== null && ids.isOurs(externalId);
  };
  const delivery = (): DeliveryFacts => {
    const facts = readDelivery(properties);
    const { changeToken, queue } = facts;
    return isOwner() ? facts : { ...UNTOUCHED, changeToken, queue };
  };
  const isNew = (): boolean => isTold('reported', () => issue.becomesReported || issue.isNew);

  return {
    key: issue.id,
    project,
    isReported: issue.isReported,
    delivery,
    lastMark: () => readLastMark(properties),
    retryAt: () => readRetryAt(properties),
    record: (patch) => writeDelivery(properties, patch),
    isOwner,
    own() {
      if (isOwner()) return delivery();
      writeDelivery(properties, { ...delivery(), externalId: ids.make() });
      writeResults(properties, NO_RESULTS);
      writeSelf(properties, issue);
      return delivery();
    },
    isMarkable: () => hasMark(properties) || isNew(),
    results: () => (isOwner() ? readResults(properties) : NO_RESULTS),
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
