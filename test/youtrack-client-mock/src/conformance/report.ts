/** Installs packages one by one and tells how each got on. */
import { projectByKey } from '../rest/lookup.ts';
import type { RunningServer } from '../server.ts';
import type { FoundPackage } from './packages.ts';

export interface Line {
  readonly path: string;
  /** Whether all of it could be imported. */
  readonly isLoaded: boolean;
  readonly rules: number;
  readonly handlers: number;
  readonly widgets: number;
  /** What the scripts need and the starter project has not, in sentences. */
  readonly missing: readonly string[];
  readonly errors: readonly string[];
}

/** Of the starter seed. */
const PROJECT = 'DEMO';
const BROKEN_SCRIPT = /^([^/\s]+\.js)\b/;

/** Installed, looked at and removed again. Without the scripts that fail, where it fails because of them. */
export function tryPackage({ youTrack }: RunningServer, { path, files }: FoundPackage): Line {
  const errors: string[] = [];
  let left = files;
  for (;;) {
    try {
      const app = youTrack.apps.importFiles(left);
      const count = (kind: string) => app.scripts.filter((script) => script.kind === kind).length;
      const project = youTrack.read((tx) => projectByKey(tx, PROJECT)) ?? '';
      const problems = youTrack.apps.setupProblems(app.name, project);
      youTrack.apps.remove(app.name);
      return {
        path,
        isLoaded: errors.length === 0,
        rules: count('rule'),
        handlers: count('httpHandler'),
        widgets: app.widgets.length,
        missing: [...new Set(problems.map(({ problem }) => problem))],
        errors,
      };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      errors.push(reason);
      const script = BROKEN_SCRIPT.exec(reason)?.[1];
      if (script === undefined || !left.has(script)) {
        return { path, isLoaded: false, rules: 0, handlers: 0, widgets: 0, missing: [], errors };
      }
      left = new Map([...left].filter(([name]) => name !== script));
    }
  }
}

const HEADINGS = ['package', 'loaded', 'rules', 'handlers', 'widgets', 'requirements missing', 'errors'];

/** A table of Markdown, and a line that sums it up. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map((line) => [
    line.path,
    line.isLoaded ? 'yes' : 'no',
    String(line.rules),
    String(line.handlers),
    String(line.widgets),
    cell(line.missing),
    cell(line.errors),
  ]);
  const loaded = lines.filter(({ isLoaded }) => isLoaded).length;
  return [
    ...[HEADINGS, HEADINGS.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`),
    '',
    `${loaded} of ${lines.length} loaded whole.`,
  ].join('\n');
}

function cell(sentences: readonly string[]): string {
  return sentences.map((one) => one.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')).join('; ');
}
