/** What Ducalis thinks of an issue, as it can be written into a YouTrack field. Pure. */

export const RESULTS = [
  'totalScore',
  'priority',
  'topPriority',
  'votingPercent',
  'isFinal',
  'alignment',
  'url',
  'criterion',
] as const;

export type ResultName = (typeof RESULTS)[number];
