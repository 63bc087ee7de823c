/** JetBrains' command line for apps, 1.x: every command it knows, as one types it, against the emulator. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import type { RunningServer } from '../src/index.ts';
import { createYouTrack } from '../src/index.ts';
import { STARTER } from '../src/seed/starter.ts';
import { APP, FILES } from './apps-tools-app.ts';
import type { Check } from './checks.ts';
import { check } from './checks.ts';

const SEED = {
  ...STARTER,
  tags: [{ name: 'release', owner: 'admin', sharedWith: ['Demo Team'] }],
  issues: [{ project: 'DEMO', summary: 'Tagged', reporter: 'admin', tags: ['release'] }],
};

const CommandsSchema = v.looseObject({ registeredCommandNames: v.array(v.string()) });
const CatalogSchema = v.object({
  files: v.array(v.object({ key: v.string(), name: v.optional(v.string()) })),
});

/** What a command prints. Throws with its exit code and what it says where it fails. */
type Run = (line: string) => Promise<string>;

/** @throws Error that says how to build it. */
export async function checkAppsTools(checkout: string): Promise<readonly Check[]> {
  const built = join(checkout, 'dist/src/cli/index.js');
  if (!existsSync(built)) {
    throw new Error(
      `Build it first: npm install --legacy-peer-deps && npx tsc in ${checkout}. A devDependency that npm does not ` +
        'have is taken out of package.json in a copy; tsc may miss its types then, and writes dist all the same.',
    );
  }
  const { registeredCommandNames } = v.parse(CommandsSchema, await import(pathToFileURL(built).href));
  const folder = await mkdtemp(join(tmpdir(), 'apps-tools-'));
  const server = await createYouTrack({ seed: SEED });
  try {
    await writeApp(folder);
    const tried = new Set<string>();
    const run = commandLine(join(checkout, 'bin/youtrack-app'), folder, server);
    const checks = await commands(folder, (line) => {
      tried.add(line.split(' ').slice(0, 2).join(':'));
      return run(line);
    });
    const left = registeredCommandNames.filter((name) => !tried.has(name));
    return [
      ...checks,
      await check('no command is left out', () => {
        if (left.length > 0) throw new Error(left.join(', '));
      }),
    ];
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
}

function commandLine(command: string, folder: string, { url, users }: RunningServer): Run {
  const env = {
    ...process.env,
    YOUTRACK_HOST: url,
    YOUTRACK_TOKEN: users[0]?.token ?? '',
    // It keeps ZIPs and a schema there, under fixed names.
    TMPDIR: folder,
  };
  return (line) =>
    new Promise((resolve, reject) => {
      const args = [...line.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
      execFile(process.execPath, [command, ...args], { cwd: folder, env }, (error, stdout, stderr) => {
        if (error) reject(new Error(`exit code ${error.code}, ${stderr.trim() || stdout.trim()}`));
        else resolve(stdout);
      });
    });
}

async function commands(folder: string, run: Run): Promise<readonly Check[]> {
  /** What is printed must match every pattern. */
  const says = (line: string, ...patterns: readonly RegExp[]): Promise<Check> =>
    check(line, async () => demand(await run(line), patterns));
  const fails = (line: string, pattern: RegExp): Promise<Check> =>
    check(`${line} fails`, async () => {
      const said = await run(line).catch((error: unknown) => String(error));
      demand(said, [pattern]);
    });
  const app = `--app ${APP}`;
  const demo = '--project DEMO';
  return [
    await says('app validate --directory app --schema manifest.schema.json', /passed/),
    await says('app upload --directory app', /"cli-probe" uploaded[\s\S]*\/admin\/apps\?selected=/),
    await says('app list', /^cli-probe$/m),
    await says('app list --limit 1', /^Showing 1 apps\. Use --skip 1 --limit 1/m),
    await fails('app info --app nothing', /exit code 4, .*\[404\]/),
    await fails('app list --token none', /exit code 3, .*\[401\]/),
    await says(`app info ${app}`, ...INFO),
    ...(await files(run, says)),
    await says(`app attach ${app} ${demo}`, /attached to project "DEMO"/),
    await says(`project apps ${demo}`, /cli-probe/),
    await says(
      `app usages ${app}`,
      /^DEMO \(.+\), enabled: yes, active: no, broken: yes, missing settings: yes, problems: 1\n {2}watch: \S+: .*Nothing/m,
    ),
    await says(`app requirement-errors ${app}`, /^\S+: .*Nothing.* \[DEMO\]$/m),
    await says(`app settings ${app}`, /Enabled: yes\nMissing required settings: yes\nGlobal settings: \{\}/),
    await says(
      `app settings-set ${app} --settings '{"url":"https://a.example","key":"hush"}'`,
      /Missing required settings: no/,
      /"url": "https:\/\/a.example",\s+"key": "<\*\*\*>"/,
    ),
    await says(`app settings ${app} ${demo}`, /^Project: DEMO$/m, /Active: no/, /settings: yes/),
    await says(
      `app settings-set ${app} ${demo} --settings '{"limit":3}'`,
      /Active: yes\nMissing required settings: no\nGlobal settings: [\s\S]*Project settings: \{\s+"limit": 3/,
    ),
    await says(`app settings-set ${app} --enabled true`, /Enabled: yes/),
    await says(`app disable ${app} ${demo}`, /disabled for project "DEMO"/),
    await says(`app usages ${app}`, /enabled: no, active: no/),
    await says(`app enable ${app} ${demo}`, /enabled for project "DEMO"/),
    await says(`app disable ${app}`, /globally disabled/),
    await says(`app enable ${app}`, /globally enabled/),
    await says(`app visibility ${app}`, /App: Probe\nScope: global\nGroups: none\nUsers: none/),
    await says(`app visibility ${app} ${demo}`, /Project: DEMO\nGroups: none\nUsers: none/),
    await says(`rest request --path /api/extensionEndpoints/${APP}/talk/say?text=hello`, /"heard": "hello"/),
    await says(`app logs ${app}`, /^\d{4}-\S+Z WARN said hello$/m),
    await says(`app logs ${app} --script talk`, /^\d{4}-\S+Z WARN \[admin\] said hello$/m),
    await says('project list', /^DEMO \(\d+-\d+\)$/m),
    await says(`project info ${demo}`, /Name: Demo\nShort name: DEMO\nID: \d+-\d+/),
    await says(
      `project fields ${demo} --json`,
      /"Priority": \{[^}]*"enum": \[\s*"Show-stopper"/,
      /"Fix versions": \{[^}]*"type": "array"/,
      /"required": \[\s*"Priority",\s*"Type",\s*"State"\s*\]/,
    ),
    await says(`field values ${demo} --field State --query fix`, /^Fixed \(\S+\)\nWon't fix \(\S+\)$/m),
    await says('tag search --query rel', /^release \(\S+, usable=yes, owner=admin\)$/m),
    await says(`tag search --query rel ${demo}`, /^release \(\S+, usable=yes, owner=admin\)$/m),
    await says('group list --query team', /^Demo Team \(\S+\)\n$/),
    await says('group members', /^Demo Team \(.*\)\n {2}\d+-\d+$/m),
    await says("group members --group 'demo team'", /^\d+-\d+\n$/),
    await says('user list --query ada', /^admin \(\S+\) - Ada Admin\n$/),
    await says('user info --user ADMIN', /Email: admin@example.com\nGuest: no\nUser type: (?!unknown)/),
    await says(
      `rest request --path /api/issues/DEMO-1?fields=summary --method POST --body '{"summary":"Changed"}'`,
      /"summary": "Changed"/,
    ),
    await says('rest request --path /api/issues/DEMO-1 --method DELETE --yes', /^$/),
    await download(folder, run),
    await says(`app detach ${app} ${demo}`, /detached from project "DEMO"/),
    await says(`app usages ${app}`, /No app usages found/),
    await says(`app delete ${app} --yes`, /"cli-probe" deleted/),
    await says('app list', /No apps found/),
  ];
}

/** @throws Error that names the first pattern that the text lacks. */
function demand(text: string, patterns: readonly RegExp[]): void {
  const missing = patterns.find((pattern) => !pattern.test(text));
  if (missing) throw new Error(`lacks ${String(missing)}: ${text.trim() || 'nothing is printed'}`);
}

const INFO: readonly RegExp[] = [
  /^Title: Probe\nVersion: 1\.2\.3\nGlobal enabled: yes\nMissing global settings: yes\nAttachable: yes/m,
  /^Has broken usages: no\nVendor: Nobody, https:\/\/example\.com\nTags: none$/m,
  /^ {2}entityExtensions - entity-extensions\.json$/m,
  /^Widget:\n {2}Panel - ISSUE_BELOW_SUMMARY$/m,
  /^on-change:\n {2}Watches \(file: watch, script id: \S+\)$/m,
  /^on-schedule:\n {2}Ticks /m,
  /^action:\n {2}Asks /m,
  /^statemachine:\n {2}Flows /m,
  /http\S*:\n {2}talk \(script id: /i,
  /^custom-script:\n {2}words /m,
];

/** Whatever `app info` tells a key of can be read by it. */
async function files(
  run: Run,
  says: (line: string, pattern: RegExp) => Promise<Check>,
): Promise<readonly Check[]> {
  const keys = new Map<string, string>();
  const told = await check(`app info --app ${APP} --json`, async () => {
    const { files } = v.parse(CatalogSchema, JSON.parse(await run(`app info --app ${APP} --json`)));
    for (const { key, name = key } of files) keys.set(name, key);
  });
  const expected = {
    manifest: /"title":"Probe"/,
    settings: /"x-scope":"PROJECT"/,
    entityExtensions: /entityTypeExtensions/,
    watch: /title: 'Watches'/,
    words: /exports\.hello/,
  };
  const checks: Check[] = [told];
  for (const [name, pattern] of Object.entries(expected)) {
    checks.push(await says(`app scripts --app ${APP} --file-key ${keys.get(name) ?? name}`, pattern));
  }
  return checks;
}

function download(folder: string, run: Run): Promise<Check> {
  const line = `app download --app ${APP} --output downloaded`;
  return check(line, async () => {
    await run(line);
    for (const [path, content] of Object.entries(FILES)) {
      if ((await readFile(join(folder, 'downloaded', APP, path), 'utf8')) !== content) {
        throw new Error(`${path} is another one than was uploaded`);
      }
    }
  });
}

async function writeApp(folder: string): Promise<void> {
  for (const [path, content] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, 'app', path)), { recursive: true });
    await writeFile(join(folder, 'app', path), content);
  }
  // JetBrains' own schema is on the web, and no affair of the emulator.
  const schema = { type: 'object', required: ['name', 'title', 'version'] };
  await writeFile(join(folder, 'manifest.schema.json'), JSON.stringify(schema));
}
