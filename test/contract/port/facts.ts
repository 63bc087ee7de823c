/** Facts of an issue that leave nothing out, with numbers and texts that are easily spoiled. */
import { NOW } from './world.ts';

export const FACTS = {
  changeToken: 'token',
  queue: 'queue',
  sent: { batch: 'batch', token: 'token', revision: NOW * 1_000 + 7, at: NOW, hash: 'hash' },
  sentBatch: 'batch',
  boardId: '007',
  ackedToken: 'token',
  ackedHash: 'hash',
  ackedAt: NOW,
  failedAt: NOW - 1,
  attempts: 3,
  retryAt: NOW + 1,
  isPutOff: false,
  batchLimit: 50,
  failure: 'issue-rejected',
  failureDetail: '“Größe” is 12.50 🚀',
  attention: 'queue',
  ducalisUrl: 'https://ducalis.io/issue/1',
  excludedBy: 'filter',
  departures: [
    { board: '1', externalId: 'ext', revision: 5, attempts: 2, due: NOW, call: null, at: 0, together: null },
    { board: '2', externalId: 'ext', revision: 6, attempts: 0, due: 0, call: 'call', at: NOW, together: 50 },
  ],
  leavingQueue: 'leaving',
} as const;

export const RESULTS = {
  totalScore: 12.333333333333334,
  priority: 3,
  isTopPriority: false,
  votingPercent: 80,
  isFinal: true,
  alignment: 0,
  criteria: [
    { key: 'reach', name: 'Reach', kind: 'value', score: 0.1 },
    { key: 'risk', name: 'Risk', kind: null, score: null },
  ],
  scoredAt: NOW,
  postedAt: NOW,
  trouble: { parts: ['alignment'], fields: ['Score, or not'], resent: 2 },
  resultsQueue: 'queue',
  resultsQueuedAt: NOW,
} as const;
