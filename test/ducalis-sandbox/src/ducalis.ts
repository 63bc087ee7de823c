/** All that the stand-in holds, free of HTTP: boards, people, integrations, and what was sent out. */
import type { World } from './domain/board.ts';
import { Board, withoutSlash } from './domain/board.ts';
import { Positions } from './domain/change-log.ts';
import type { Issue } from './domain/issue.ts';
import type { BoardDefinition, Receipt, Upsert } from './domain/model.ts';
import { sampleBoards } from './domain/sample.ts';
import type { Integration, Invitation } from './domain/tracker.ts';
import type { Inspection } from './youtrack/inspect.ts';

const FIRST_ISSUE_ID = 1001;

export class Ducalis {
  readonly boards = new Map<number, Board>();
  readonly voters = new Map<string, { readonly email: string; name: string }>();
  /** By base URL without a slash at the end. */
  readonly integrations = new Map<string, Integration>();
  readonly outbox: Invitation[] = [];
  readonly #now: () => number;
  readonly #positions: Positions;
  /** What the last Manual Sync-Back of a board came to, by board id. */
  readonly syncedBack = new Map<number, readonly string[]>();
  #lastIssueId = FIRST_ISSUE_ID - 1;
  #onChange: () => void = () => undefined;

  /** @param now milliseconds since the epoch. */
  constructor(now: () => number) {
    this.#now = now;
    this.#positions = new Positions(now());
    this.reset();
  }

  /** Called after anything that may have changed results. */
  onChange(listener: () => void): void {
    this.#onChange = listener;
  }

  /** Back to the boards it starts with. Cursors handed out before go on working. */
  reset(): void {
    this.boards.clear();
    this.voters.clear();
    this.integrations.clear();
    this.outbox.length = 0;
    this.syncedBack.clear();
    for (const definition of sampleBoards()) this.addBoard(definition);
  }

  /** Replaces a board of the same id. */
  addBoard(definition: BoardDefinition): Board {
    const world: World = {
      now: this.#now,
      nextIssueId: () => {
        this.#lastIssueId += 1;
        return this.#lastIssueId;
      },
      positions: this.#positions,
    };
    const board = new Board(definition, world);
    this.boards.set(definition.id, board);
    for (const email of definition.evaluators) this.voters.set(email, { email, name: nameFrom(email) });
    return board;
  }

  /** The id after the greatest one there is. */
  nextBoardId(): number {
    return Math.max(0, ...this.boards.keys()) + 1;
  }

  boardByUuid(uuid: string): Board | undefined {
    return [...this.boards.values()].find((board) => board.definition.uuid === uuid);
  }

  issueById(id: number): { readonly board: Board; readonly issue: Issue } | undefined {
    for (const board of this.boards.values()) {
      const issue = board.issue(id);
      if (issue) return { board, issue };
    }
    return undefined;
  }

  upsert(board: Board, upsert: Upsert): Receipt {
    const receipt = board.upsert(upsert);
    this.#onChange();
    return receipt;
  }

  remove(board: Board, externalId: string, revision: number): Receipt {
    const receipt = board.remove(externalId, revision);
    this.#onChange();
    return receipt;
  }

  /** @see Board.vote */
  vote(
    board: Board,
    issue: Issue,
    votes: Readonly<Record<string, number | null>>,
    voter: string,
  ): string | null {
    const problem = board.vote(issue, votes, voter);
    if (problem === null && !this.voters.has(voter)) this.upsertVoter(voter, undefined);
    this.#onChange();
    return problem;
  }

  /** One integration for each base URL: connecting again replaces user and token, and keeps what is matched. */
  connect({ baseUrl, login, name, projects, canCreateFields }: Inspection, token: string): Integration {
    const known = this.integrations.get(baseUrl);
    const integration = {
      id: known?.id ?? Math.max(0, ...[...this.integrations.values()].map(({ id }) => id)) + 1,
      baseUrl,
      user: login,
      userName: name,
      token,
      projects,
      canCreateFields,
      links: known?.links ?? new Map(),
      problem: null,
    };
    this.integrations.set(baseUrl, integration);
    this.#onChange();
    return integration;
  }

  integrationById(id: number): Integration | undefined {
    return [...this.integrations.values()].find((integration) => integration.id === id);
  }

  /** Its boards go with it, with their issues and evaluations, for good. */
  disconnect(integration: Integration): void {
    for (const board of this.boardsOf(integration)) this.boards.delete(board.definition.id);
    this.integrations.delete(integration.baseUrl);
  }

  /** Those that it feeds, or that hold issues of it. */
  boardsOf({ baseUrl, links }: Integration): readonly Board[] {
    const linked = new Set([...links.values()].map(({ board }) => board));
    return [...this.boards.values()].filter(
      (board) =>
        linked.has(board.definition.id) ||
        board.issues().some((issue) => withoutSlash(issue.baseUrl) === baseUrl),
    );
  }

  /** A voter is known to Ducalis, so that invitations to them count as accepted. */
  upsertVoter(email: string, name: string | undefined): { readonly email: string; readonly name: string } {
    const voter = this.voters.get(email) ?? { email, name: nameFrom(email) };
    if (name !== undefined) voter.name = name;
    this.voters.set(email, voter);
    for (const board of this.boards.values()) {
      if (board.members.has(email)) board.members.set(email, 'active');
    }
    return voter;
  }

  /** Gives access; who isn't a voter yet is invited by e-mail, once a board. */
  addMembers(board: Board, emails: readonly string[]): void {
    for (const email of emails) {
      if (board.members.has(email)) continue;
      if (this.voters.has(email)) {
        board.members.set(email, 'active');
        continue;
      }
      board.members.set(email, 'pending');
      const { name } = board.definition;
      this.outbox.push({
        id: this.outbox.length + 1,
        to: email,
        board: name,
        subject: `You are invited to “${name}” in Ducalis`,
        text: `You were given access to the board “${name}”. Accept the invitation to evaluate its issues.`,
        at: new Date(this.#now()).toISOString(),
      });
    }
  }
}

/** `anna.keller@example.com` → `Anna Keller`. */
function nameFrom(email: string): string {
  const words = (email.split('@')[0] ?? email).split(/[._-]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}
