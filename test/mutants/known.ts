/**
 * Mutants written by hand, each a mistake that somebody could make and that the fast tests must notice. They are judged
 * besides those that are drawn. `known.test.ts` holds each snippet to be in its file exactly once, so that none lapses.
 */
export interface KnownMutant {
  /** What the app does wrong with it. Names it in `survivors.ts` too. */
  readonly sentence: string;
  /** Path from the repository's root. */
  readonly file: string;
  /** In the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

export const KNOWN: readonly KnownMutant[] = [
  {
    sentence: 'An answer acknowledges an issue that was edited since it was sent.',
    file: 'src/domain/delivery.ts',
    find: 'return facts.changeToken === sent.token ? { ...stored, queue: null } : stored;',
    replace: 'return { ...stored, ackedToken: facts.changeToken, queue: null };',
  },
  {
    sentence: 'A 401 to a call with an old token suspends the connection.',
    file: 'src/domain/connection.ts',
    find: "if (epoch !== (connection.connectionEpoch ?? 0) || connection.connectionState === 'suspended') {",
    replace: "if (connection.connectionState === 'suspended') {",
  },
  {
    sentence: 'A 404 to the removal of a deleted issue suspends the project.',
    file: 'src/domain/outcome.ts',
    find: "if (call.lane === 'removals' && call.cargo === 'one') return { kind: 'done' };",
    replace: '',
  },
  {
    sentence: 'A page of something in between counts as the word of Ducalis.',
    file: 'src/ducalis/speaker.ts',
    find: "? 'between' : 'complaint'",
    replace: "? 'complaint' : 'complaint'",
  },
  {
    sentence: 'Retry-After shortens our own wait.',
    file: 'src/domain/backoff.ts',
    find: 'Math.max(backoff(attempts, random), afterMs ?? 0)',
    replace: '(afterMs ?? backoff(attempts, random))',
  },
  {
    sentence: 'The backoff of a lane is one step late.',
    file: 'src/domain/lane.ts',
    find: 'waitAfter(failures, failure)',
    replace: 'waitAfter(failures + 1, failure)',
  },
  {
    sentence: 'The backoff of an issue is one step late.',
    file: 'src/domain/setback.ts',
    find: 'waitAfter(attempts, why)',
    replace: 'waitAfter(attempts + 1, why)',
  },
  {
    sentence: 'The backoff of a removal is one step late.',
    file: 'src/domain/departure.ts',
    find: 'waitAfter(attempts, failure)',
    replace: 'waitAfter(attempts + 1, failure)',
  },
  {
    sentence: 'A failed call is charged to its issues although nothing has passed since.',
    file: 'src/domain/suspicion.ts',
    find: "if (hasPassedSince(lane, facts.failedAt)) return 'suspect';",
    replace: "return 'suspect';",
  },
  {
    sentence: 'Edits wait for the answer to a call with something that failed before.',
    file: 'src/app/sending/send.ts',
    find: "!isInTrouble(lane) && items.every(({ facts }) => standingOf(facts, lane) === 'fresh')",
    replace: 'true',
  },
  {
    sentence: 'A board is gone after a single 404.',
    file: 'src/app/round/boards.ts',
    find: 'boards.items.some(({ id }) => id === board)',
    replace: 'false',
  },
  {
    sentence: 'What a former board answers stops the present one.',
    file: 'src/app/calling/verdict.ts',
    find: 'if (lane.board === project.facts().boardId)',
    replace: 'if (true)',
  },
  {
    sentence: 'The YouTrack token is handed to a Ducalis that does not know the call.',
    file: 'src/app/connecting/introduction.ts',
    find: " || readCapabilities(execution).push !== 'supported'",
    replace: '',
  },
  {
    sentence: 'The epoch of the connection never grows.',
    file: 'src/domain/connection.ts',
    find: 'connectionEpoch: (connectionEpoch ?? 0) + 1',
    replace: 'connectionEpoch: connectionEpoch ?? 0',
  },
  {
    sentence: 'A cursor of the search for orphans that Ducalis does not take is used again in every round.',
    file: 'src/app/round/orphans.ts',
    find: 'if (refusesCursor(outcome) && isCurrent)',
    replace: 'if (false)',
  },
  {
    sentence: 'A page of results and its cursor are taken although the project is on another board by now.',
    file: 'src/app/round/results.ts',
    find: ' || page === undefined || !isSameBoard)',
    replace: ' || page === undefined)',
  },
  {
    sentence: 'A cursor is thrown away because an older one, which the feed has left behind, is refused.',
    file: 'src/app/round/results.ts',
    find: 'if (refusesCursor(outcome) && isCurrent)',
    replace: 'if (refusesCursor(outcome) && feed !== null)',
  },
  {
    sentence: 'A turn does not go on after 500 issues that were settled without a call.',
    file: 'src/app/sending/collect.ts',
    find: 'isImporting(project) || settledCount >= MOST_SETTLED',
    replace: 'isImporting(project)',
  },
  {
    sentence: 'An issue is sent again while its call is under way.',
    file: 'src/domain/delivery.ts',
    find: 'isAwaited(at + ANSWER_MS, now)',
    replace: 'false',
  },
  {
    sentence: 'Results use up the chain, and nothing is left for sending.',
    file: 'src/app/round/results.ts',
    find: 'const LAST_PAGE_HOP = 4;',
    replace: 'const LAST_PAGE_HOP = 99;',
  },
  {
    sentence: 'A former board is dropped although issues are about to leave it.',
    file: 'src/app/stored/rounds.ts',
    find: 'const isDone = page.cursor === null && !wasBusy &&',
    replace: 'const isDone = page.cursor === null &&',
  },
  {
    sentence: 'A former board is dropped although an earlier page had issues that are about to leave it.',
    file: 'src/app/stored/rounds.ts',
    find: 'const wasBusy = before.isBusy || page.isBusy;',
    replace: 'const wasBusy = page.isBusy;',
  },
  {
    sentence: 'An issue is missed after one listing of its board that was not whole.',
    file: 'src/app/stored/listed.ts',
    find: 'const ROUNDS_KEPT = 2;',
    replace: 'const ROUNDS_KEPT = 1;',
  },
  {
    sentence: 'An issue is missed because it came onto the board behind the search.',
    file: 'src/app/stored/listed.ts',
    find: 'storedAt < startedAt - MARGIN_MS && ',
    replace: '',
  },
  {
    sentence: 'An orphan that cannot be removed holds up the search for good.',
    file: 'src/app/round/orphans.ts',
    find: '!round.tried.includes(externalId)',
    replace: 'externalId !== null',
  },
  {
    sentence: 'Issues of a deleted project are removed although an administrator said that they stay.',
    file: 'src/app/round/look.ts',
    find: 'if (issue === null && staysThere(item)) continue;',
    replace: '',
  },
  {
    sentence: 'A project that gives up its board is free before the board was looked through.',
    file: 'src/app/round/tick.ts',
    find: 'return lookThrough(project, board) && !isLast;',
    replace: 'return !isLast;',
  },
  {
    sentence: 'The oldest tombstones are kept instead of the newest.',
    file: 'src/app/stored/tombstones.ts',
    find: '.slice(-MOST)',
    replace: '.slice(0, MOST)',
  },
  {
    sentence: 'A test of the connection answers by itself whether YouTrack was moved or copied.',
    file: 'src/domain/connection.ts',
    find: '...(isAddressOpen(connection) ? NOTHING : CONNECTED),',
    replace: '...CONNECTED,',
  },
  {
    sentence: 'The e-mail addresses of people on the board are compared with case.',
    file: 'src/app/connecting/strangers.ts',
    find: 'members.map(({ email }) => email.toLowerCase())',
    replace: 'members.map(({ email }) => email)',
  },
  {
    sentence: 'The e-mail addresses of the team are compared with case.',
    file: 'src/app/connecting/strangers.ts',
    find: 'known.has(email.toLowerCase())',
    replace: 'known.has(email)',
  },
  {
    sentence: 'The screen of the people compares e-mail addresses of the board with case.',
    file: 'src/app/connecting/people.ts',
    find: '[email.toLowerCase(), status]',
    replace: '[email, status]',
  },
  {
    sentence: 'The screen of the people compares e-mail addresses of the team with case.',
    file: 'src/app/connecting/people.ts',
    find: "(access.get(email.toLowerCase()) ?? 'unknown')",
    replace: "(access.get(email) ?? 'unknown')",
  },
  {
    sentence: 'The screen of the people counts people of the team as others because of their case.',
    file: 'src/app/connecting/people.ts',
    find: '!emails.has(email.toLowerCase())',
    replace: '!emails.has(email)',
  },
  {
    sentence: 'A moved issue is found by its old id.',
    file: 'src/youtrack/execution.ts',
    find: ' || issue.id !== key',
    replace: '',
  },
  {
    sentence: 'A tag that is shared with all users is not sent.',
    file: 'src/youtrack/snapshot.ts',
    find: 'group.isAllUsersGroup === true || ',
    replace: '',
  },
  {
    sentence: 'A removal has no Idempotency-Key.',
    file: 'src/ducalis/requests.ts',
    find: 'idempotencyKey: `',
    replace: 'idempotencyKey: true ? null : `',
  },
];
