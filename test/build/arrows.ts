/** Who may import whom: the arrows of the house as data, and what breaks them. */
import type { Import, SourceFile } from './source-files.ts';

interface Area {
  /** Folder whose files this is about. */
  readonly folder: string;
  /** Folders it may import from, besides itself. */
  readonly folders: readonly string[];
  /** Packages it may import; `a/*` stands for everything below `a`. */
  readonly packages: readonly string[];
}

const SCRIPTING_API = '@jetbrains/youtrack-scripting-api/*';

const BELOW_APP = ['src/domain', 'src/ducalis', 'src/youtrack', 'src/shared'];

/** The folders of the use cases, the lowest first: each may import those before it. */
const USE_CASES = [
  'stored',
  'calling',
  'inspection',
  'results',
  'sending',
  'catching-up',
  'connecting',
  'round',
  'views',
].map((name) => `src/app/${name}`);

const AREAS: readonly Area[] = [
  ...USE_CASES.map((folder, index) => ({
    folder,
    folders: [...USE_CASES.slice(0, index), ...BELOW_APP],
    packages: ['valibot'],
  })),
  { folder: 'workflows', folders: ['src/app', 'src/handlers'], packages: [] },
  {
    folder: 'src/handlers',
    folders: ['src/app', 'src/domain', 'src/ducalis', 'src/youtrack', 'src/shared'],
    packages: ['valibot'],
  },
  { folder: 'src/app', folders: BELOW_APP, packages: ['valibot'] },
  { folder: 'src/youtrack', folders: ['src/domain', 'src/shared'], packages: [SCRIPTING_API, 'valibot'] },
  { folder: 'src/ducalis', folders: ['src/domain', 'src/shared'], packages: ['valibot'] },
  { folder: 'src/shared', folders: ['src/domain'], packages: ['valibot'] },
  { folder: 'src/domain', folders: [], packages: [] },
  {
    folder: 'widgets',
    folders: ['src/shared', 'src/domain'],
    packages: [
      'react',
      'react/*',
      'react-dom/*',
      '@jetbrains/ring-ui-built/*',
      '@jetbrains/icons/*',
      'valibot',
      'intl-messageformat',
    ],
  },
];

/** How the widgets are built runs in Node, not in a widget. */
const WIDGET_BUILD = /^widgets\/[^/]+\.ts$/;

const WORKSPACES = ['test/youtrack-client-mock', 'test/ducalis-sandbox'];
const WORKSPACE_PACKAGES = ['youtrack-client-mock', 'ducalis-sandbox'];

/** One line for each import that goes against the arrows. */
export function brokenArrows(sources: readonly SourceFile[]): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((imported) => !isAllowed(source.path, imported))
      .map(({ specifier }) => `${source.path} must not import ${specifier}`),
  );
}

function isAllowed(path: string, imported: Import): boolean {
  const workspace = WORKSPACES.find((folder) => isBelow(path, folder));
  if (workspace !== undefined) return staysInside(workspace, imported);
  if (WIDGET_BUILD.test(path)) return true;
  const area = AREAS.find(({ folder }) => isBelow(path, folder));
  if (area === undefined) return false;
  const { file, specifier, typeOnly } = imported;
  if (file === null) return area.packages.some((allowed) => covers(allowed, specifier));
  if (area.folder === 'workflows' && typeOnly && isBelow(file, 'src')) return true;
  return [area.folder, ...area.folders].some((folder) => isBelow(file, folder));
}

/** A stand-in that knew the app or the other stand-in could agree with their mistakes. */
function staysInside(workspace: string, { file, specifier }: Import): boolean {
  if (file !== null) return isBelow(file, workspace);
  const own = workspace.slice('test/'.length);
  return !WORKSPACE_PACKAGES.some(
    (name) => name !== own && (name === specifier || covers(`${name}/*`, specifier)),
  );
}

function covers(allowed: string, specifier: string): boolean {
  return allowed.endsWith('/*') ? specifier.startsWith(allowed.slice(0, -1)) : specifier === allowed;
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
