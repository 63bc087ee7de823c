/** Looks at an issue as it is now: where it belongs, what would be sent of it, and what is to be done for it. */
import { type DeliveryFacts, nextStep, type Place, type Step } from '../../domain/delivery.ts';
import { EVERYTHING, exclusion, type NamedValue, TAG } from '../../domain/filter.ts';
import { isMember } from '../../domain/membership.ts';
import { type Content, contentOf, hashInput, type IssueSnapshot } from '../../domain/snapshot.ts';
import type { Digest, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { readConfiguration, type StoredConfiguration, watched } from '../stored/configuration.ts';

export interface Inspection {
  readonly place: Place;
  readonly step: Step;
  /** Only of an issue that belongs on a board. */
  readonly content: InspectedContent | null;
}

export interface InspectedContent {
  readonly snapshot: IssueSnapshot;
  readonly content: Content;
  readonly hash: string;
  /** Values that a person has to decide about before the issue can be sent. */
  readonly undecided: readonly NamedValue[];
}

/** In a project that has no board, or gives it up. What it left on its last board on purpose stays there. */
function withoutBoard(facts: DeliveryFacts, keptOn: string | null): Place {
  return facts.boardId !== null && facts.boardId === keptOn
    ? { kind: 'keep' }
    : { kind: 'nowhere', because: 'not-connected' };
}

/** Inspects the issues of one project; what all of them share is read once. */
export interface Inspector {
  inspect(issue: IssueHandle, facts: DeliveryFacts): Inspection;
}

export function inspectorOf(execution: Digest, project: ProjectHandle): Inspector {
  const read = readConfiguration(project);
  const { keptOn, boardEpoch } = project.facts();
  const staysOnBoard = isMember(project.facts());
  if (!staysOnBoard || read.kind !== 'read') {
    // Settings that cannot be read say nothing: least of all that an issue leaves the board.
    const placeOf = (facts: DeliveryFacts): Place =>
      staysOnBoard ? { kind: 'keep' } : withoutBoard(facts, keptOn);
    return {
      inspect(_issue, facts) {
        const place = placeOf(facts);
        return { place, step: nextStep(facts, place, null), content: null };
      },
    };
  }
  const { value: configuration } = read;
  const filter = configuration.filter ?? EVERYTHING;
  let missing: readonly NamedValue[] | null = null;
  // Renaming a value must not take evaluated issues off the board: the person who renamed it could not know.
  const missingNow = (): readonly NamedValue[] => {
    missing ??= project.missingValues(filter);
    return missing;
  };
  // Nor may it bring in what a tag has kept out.
  const isKeptOut = (facts: DeliveryFacts): boolean =>
    facts.boardId === null &&
    filter.excludeTag !== null &&
    missingNow().some(({ field, value }) => field === TAG && value === filter.excludeTag);
  const placeOf = (snapshot: IssueSnapshot, facts: DeliveryFacts): Place => {
    const because = exclusion(snapshot, filter) ?? (isKeptOut(facts) ? 'filter' : null);
    if (because === null) return { kind: 'board', board: configuration.board.id };
    const staysAsItIs =
      because === 'filter' &&
      facts.boardId === configuration.board.id &&
      (filter.whenLeaving === 'keep' || missingNow().length > 0);
    return staysAsItIs ? { kind: 'keep' } : { kind: 'nowhere', because };
  };
  return {
    inspect(issue, facts) {
      const snapshot = issue.snapshot(watched(configuration));
      const place = placeOf(snapshot, facts);
      if (place.kind !== 'board') return { place, step: nextStep(facts, place, null), content: null };
      const content = inspectContent(execution, configuration, snapshot, boardEpoch ?? 0);
      return { place, step: nextStep(facts, place, content.hash), content };
    },
  };
}

function inspectContent(
  execution: Digest,
  configuration: StoredConfiguration,
  snapshot: IssueSnapshot,
  boardEpoch: number,
): InspectedContent {
  const built = contentOf(snapshot, configuration);
  const hash = execution.digest(
    hashInput(built, snapshot.description, `${configuration.board.id}:${boardEpoch}`),
  );
  return { snapshot, ...built, hash };
}

/** One inspector for each project that an execution meets. */
export function inspectors(execution: Digest): (project: ProjectHandle) => Inspector {
  const known = new Map<string, Inspector>();
  return (project) => {
    const inspector = known.get(project.key) ?? inspectorOf(execution, project);
    known.set(project.key, inspector);
    return inspector;
  };
}
