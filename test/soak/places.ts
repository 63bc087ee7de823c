/** The YouTrack in which histories happen: who is there, which projects, fields and values, and what an administrator may choose. */
import type { SeedInput } from 'youtrack-client-mock';
import type { Configuration } from '../../src/shared/api.ts';

export const ADMIN = 'admin';
/** Writes most edits, and is the one who gets banned. */
export const AUTHOR = 'developer';

/** Two projects on one board, one on another, and one that is connected with none. */
export const PROJECTS = ['SHOP', 'APP', 'INFRA', 'MISC'] as const;
export type ProjectKey = (typeof PROJECTS)[number];

export const CONNECTED = ['SHOP', 'APP', 'INFRA'] as const satisfies readonly ProjectKey[];
export type ConnectedKey = (typeof CONNECTED)[number];

export const BOARDS = ['1', '2'] as const;
export type BoardId = (typeof BOARDS)[number];

const HOME: Readonly<Record<ConnectedKey, BoardId>> = { SHOP: '1', APP: '1', INFRA: '2' };

export const VALUES = {
  Type: ['Bug', 'Feature', 'Task'],
  State: ['Open', 'In Progress', 'Fixed'],
  Component: ['Checkout', 'Search', 'Accounts'],
  Platforms: ['Web', 'iOS', 'Android'],
} as const;
export type NamedField = keyof typeof VALUES;

/** Tags that every team sees; the last one only its owner. */
export const TAGS = ['release', 'hidden', 'my private list'] as const;
export const SHARED_TAGS: readonly string[] = TAGS.slice(0, 2);

const everywhere = (role: 'Developer' | 'Observer') => PROJECTS.map((project) => ({ role, project }));

export const SEED: SeedInput = {
  version: 1,
  users: [
    { login: ADMIN, fullName: 'Ada Admin', email: 'admin@example.com', roles: [{ role: 'System Admin' }] },
    {
      login: AUTHOR,
      fullName: 'Dev Eloper',
      email: 'developer@example.com',
      roles: everywhere('Developer'),
    },
    { login: 'visitor', fullName: 'Without E-mail', roles: everywhere('Observer') },
  ],
  fields: [
    { name: 'Type', type: 'enum[1]', values: [...VALUES.Type] },
    {
      name: 'State',
      type: 'state[1]',
      values: VALUES.State.map((name) => ({ name, resolved: name === 'Fixed' })),
    },
    { name: 'Assignee', type: 'user[1]' },
    { name: 'Customer', type: 'string' },
    { name: 'Story points', type: 'integer' },
    { name: 'Component', type: 'ownedField[1]', values: [...VALUES.Component] },
    { name: 'Platforms', type: 'enum[*]', values: [...VALUES.Platforms] },
    { name: 'Due date', type: 'date' },
  ],
  projects: PROJECTS.map((key) => ({
    key,
    name: key,
    leader: ADMIN,
    team: [AUTHOR],
    fields: [
      { name: 'Type', canBeEmpty: false, default: 'Task' },
      { name: 'State', canBeEmpty: false, default: 'Open' },
      'Assignee',
      'Customer',
      'Story points',
      'Component',
      'Platforms',
      // One field is not everywhere: a move leaves it behind.
      ...(key === 'APP' ? [] : ['Due date']),
    ],
  })),
  tags: TAGS.map((name) => ({
    name,
    owner: ADMIN,
    sharedWith: SHARED_TAGS.includes(name) ? ['All Users'] : [],
  })),
};

type Filter = NonNullable<Configuration['filter']>;

const EVERYTHING: Filter = {
  fields: [],
  unresolvedOnly: false,
  includeTag: null,
  excludeTag: null,
  includeRestricted: false,
  whenLeaving: 'remove',
};

/** Conditions on fields are on `Type` only. */
export const FILTERS: readonly Filter[] = [
  EVERYTHING,
  { ...EVERYTHING, fields: [{ field: 'Type', values: ['Bug', 'Feature'] }] },
  { ...EVERYTHING, unresolvedOnly: true },
  { ...EVERYTHING, excludeTag: 'hidden' },
  { ...EVERYTHING, includeTag: 'release', includeRestricted: true },
  { ...EVERYTHING, includeRestricted: true },
  { ...EVERYTHING, unresolvedOnly: true, whenLeaving: 'keep' },
];

type Mapping = Pick<Configuration, 'builtIn' | 'matches'>;

/** By board: its fields have keys of their own. */
export const MAPPINGS: Readonly<Record<BoardId, readonly Mapping[]>> = {
  1: [
    {
      builtIn: { status: 'State', type: 'Type', assignee: 'Assignee' },
      matches: [
        { field: 'Customer', key: 'customer' },
        { field: 'Story points', key: 'story_points' },
        { field: 'Component', key: 'component' },
        { field: 'Platforms', key: 'platforms' },
      ],
    },
    {
      builtIn: { status: 'State', type: null, assignee: null },
      matches: [
        { field: 'Customer', key: 'notes' },
        { field: 'Story points', key: 'story_points' },
        { field: 'Assignee', key: 'product_owner' },
      ],
    },
    {
      builtIn: { status: null, type: 'Type', assignee: 'Assignee' },
      matches: [
        { field: 'Platforms', key: 'platforms' },
        { field: 'Component', key: 'customer' },
        { field: 'Type', key: 'component' },
      ],
    },
  ],
  2: [
    {
      builtIn: { status: 'State', type: 'Type', assignee: 'Assignee' },
      matches: [
        { field: 'Component', key: 'subsystem' },
        { field: 'Story points', key: 'estimate' },
      ],
    },
    {
      builtIn: { status: 'State', type: null, assignee: null },
      matches: [
        { field: 'Assignee', key: 'owner' },
        { field: 'Story points', key: 'estimate' },
      ],
    },
  ],
};

const BOARD_NAMES: Readonly<Record<BoardId, string>> = { 1: 'Product backlog', 2: 'Platform' };

/** What an administrator has chosen for a project, by number; numbers beyond the lists start over. */
export interface Choice {
  readonly board: BoardId;
  readonly mapping: number;
  readonly filter: number;
}

export const firstChoice = (project: ConnectedKey): Choice => ({
  board: HOME[project],
  mapping: 0,
  filter: 0,
});

export function configurationOf({ board, mapping, filter }: Choice): Configuration & { filter: Filter } {
  const mappings = MAPPINGS[board];
  const chosen = mappings[mapping % mappings.length] ?? { builtIn: NOTHING, matches: [] };
  return {
    board: { id: board, name: BOARD_NAMES[board], emoji: null },
    ...chosen,
    filter: FILTERS[filter % FILTERS.length] ?? EVERYTHING,
    results: [],
  };
}

const NOTHING = { status: null, type: null, assignee: null };
