/**
 * What Ducalis must hold at rest, from what YouTrack says and what the administrator chose: written without a line of
 * the app, so that both can't be wrong in the same way.
 */
import { FOREIGN, foreignIssue, type StoredIssue } from './network.ts';
import {
  BOARDS,
  type Choice,
  type ConnectedKey,
  configurationOf,
  type NamedField,
  SHARED_TAGS,
} from './places.ts';
import type { FieldValue, TrueIssue } from './truth.ts';

export interface Difference {
  /** `extra`: stands where it must not; `foreign`: an issue of somebody else was touched. */
  readonly kind: 'missing' | 'stale' | 'double' | 'extra' | 'foreign';
  readonly key: string;
  readonly detail: string;
}

export interface Known {
  readonly choices: ReadonlyMap<ConnectedKey, Choice>;
  /** As the values of a field are called now. */
  valueNames(field: NamedField): readonly string[];
  /** Ends in `/youtrack`. */
  readonly youTrackUrl: string;
}

export function differences(
  truth: readonly TrueIssue[],
  stored: readonly StoredIssue[],
  known: Known,
): readonly Difference[] {
  const { choices, youTrackUrl } = known;
  const own = stored.filter(({ source }) => source !== FOREIGN);
  const found: Difference[] = foreignDifferences(stored);
  const sources = new Set(own.map(({ source }) => source));
  if (sources.size > 1) found.push({ kind: 'extra', key: '', detail: `sources ${[...sources].join(', ')}` });
  const explained = new Set<StoredIssue>();
  const chosen = new Map<string, Choice>(choices);

  for (const issue of truth) {
    const choice = chosen.get(issue.project.shortName);
    const standing = own.filter(({ key }) => key === issue.idReadable);
    for (const one of standing) explained.add(one);
    const place = choice === undefined ? 'nowhere' : belonging(issue, choice, known);
    const [first, ...others] = standing.filter(({ board }) => board === choice?.board);
    const elsewhere = standing.filter(({ board }) => board !== choice?.board);
    for (const { board } of elsewhere) found.push(different('extra', issue, `on board ${board}`));
    for (const _ of others) found.push(different('double', issue, 'more than once on its board'));
    if (place === 'nowhere' && first !== undefined)
      found.push(different('extra', issue, 'must not be there'));
    if (place !== 'there' || choice === undefined) continue;
    if (first === undefined) found.push(different('missing', issue, `not on board ${choice.board}`));
    else {
      const wrong = wrongValues(issue, first, choice, youTrackUrl);
      if (wrong.length > 0) found.push(different('stale', issue, wrong.join('; ')));
    }
  }
  for (const { key, board } of own.filter((one) => !explained.has(one))) {
    found.push({ kind: 'extra', key, detail: `no such issue in YouTrack, on board ${board}` });
  }
  return found;
}

function different(kind: Difference['kind'], issue: TrueIssue, detail: string): Difference {
  return { kind, key: issue.idReadable, detail };
}

/**
 * `maybe`: left the filter of a project that keeps such issues, or a filter that names a value which is called
 * something else by now: renaming a value takes nothing off a board.
 */
function belonging(issue: TrueIssue, choice: Choice, { valueNames }: Known): 'there' | 'nowhere' | 'maybe' {
  const { filter } = configurationOf(choice);
  if (issue.visibility.$type !== 'UnlimitedVisibility' && !filter.includeRestricted) return 'nowhere';
  const tags = issue.tags.map(({ name }) => name);
  const fits =
    !(filter.unresolvedOnly && issue.resolved !== null) &&
    (filter.includeTag === null || tags.includes(filter.includeTag)) &&
    (filter.excludeTag === null || !tags.includes(filter.excludeTag)) &&
    filter.fields.every(({ field, values }) =>
      namesOf(issue.fields.get(field)).some((name) => values.includes(name)),
    );
  if (fits) return 'there';
  const isOutdated = filter.fields.some(({ values }) =>
    values.some((value) => !valueNames('Type').includes(value)),
  );
  return filter.whenLeaving === 'keep' || isOutdated ? 'maybe' : 'nowhere';
}

function wrongValues(
  issue: TrueIssue,
  stored: StoredIssue,
  choice: Choice,
  youTrackUrl: string,
): readonly string[] {
  const { builtIn, matches } = configurationOf(choice);
  const wrong: string[] = [];
  const compare = (what: string, is: unknown, must: unknown): void => {
    if (inOrder(is) !== inOrder(must)) {
      wrong.push(`${what} is ${JSON.stringify(is)}, not ${JSON.stringify(must)}`);
    }
  };
  const single = (field: string): string | null => namesOf(issue.fields.get(field))[0] ?? null;
  compare('name', stored.name, issue.summary);
  compare('url', stored.url, `${youTrackUrl}/issue/${issue.idReadable}`);
  compare('reporter', stored.reporter, issue.reporter?.email);
  compare('resolved', stored.resolved, issue.resolved !== null);
  compare(
    'labels',
    stored.labels,
    issue.tags.map(({ name }) => name).filter((name) => SHARED_TAGS.includes(name)),
  );
  if (builtIn.status !== null) compare('status', stored.status, single(builtIn.status));
  if (builtIn.type !== null) compare('type', stored.type, single(builtIn.type));
  if (builtIn.assignee !== null)
    compare('assignee', stored.assignee, emailOf(issue.fields.get(builtIn.assignee)));
  for (const { field, key } of matches) {
    if (issue.fields.has(field))
      compare(key, stored.fields[key], wireValue(field, issue.fields.get(field) ?? null));
  }
  const text = (issue.description ?? '').replace(/!\[.*?\]\(.*?\)/g, '').replaceAll('*', '');
  const words = text.split(/\s+/).filter(Boolean);
  const html = stored.description ?? '';
  if (words.some((word) => !html.includes(word)) || (words.length === 0 && html.trim() !== '')) {
    wrong.push(`description is ${JSON.stringify(html)}, not ${JSON.stringify(issue.description)}`);
  }
  return wrong;
}

/** The order of several values says nothing. */
function inOrder(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? [...value].sort() : (value ?? null));
}

/** As the field feeds what it is matched with in `places.ts`. */
function wireValue(field: string, value: FieldValue): unknown {
  if (field === 'Platforms') return value === null || namesOf(value).length === 0 ? null : namesOf(value);
  if (field === 'Assignee') return emailOf(value);
  if (typeof value === 'string' || typeof value === 'number') return value;
  return namesOf(value)[0] ?? null;
}

function namesOf(value: FieldValue | undefined): readonly string[] {
  if (value === null || value === undefined || typeof value !== 'object') return [];
  return (Array.isArray(value) ? value : [value]).flatMap(({ name }) => name ?? []);
}

function emailOf(value: FieldValue | undefined): string | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value.email ?? null) : null;
}

function foreignDifferences(stored: readonly StoredIssue[]): Difference[] {
  return BOARDS.flatMap((board) => {
    const { name, key, revision, status } = foreignIssue(board);
    const standing = stored.filter((one) => one.board === board && one.source === FOREIGN);
    const is = JSON.stringify(
      standing.map((one) => [one.name, one.key, one.revision, one.status, one.received]),
    );
    // Sent by somebody else as often as it has revisions.
    return is === JSON.stringify([[name, key, revision, status, revision]])
      ? []
      : [{ kind: 'foreign', key, detail: `on board ${board}: ${is}` }];
  });
}
