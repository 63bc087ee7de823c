/**
 * Ways to break the app, each an edit of its sources: the histories have to notice every one of them. A snippet
 * that is not found exactly once is an error, so that a mutant can't lapse unnoticed.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Plugin } from 'vite';
import { bundleScripts } from '../../tools/backend-scripts.ts';
import { PROJECT_ROOT } from '../../tools/project.ts';
import { type AppFiles, seeded } from './app-files.ts';

interface SourceEdit {
  /** From the project's root. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export const MUTANTS = {
  'acknowledging without comparing tokens': [
    {
      file: 'src/domain/delivery.ts',
      find: 'return facts.changeToken === sent.token ? { ...stored, queue: null } : stored;',
      replace: 'return { ...stored, ackedToken: facts.changeToken, queue: null };',
    },
  ],
  'taking the revision when marking instead of when sending': [
    {
      file: 'src/domain/delivery.ts',
      find: 'return { changeToken: mayBeGone(last) ? goneToken(id) : id, queue };',
      replace: `return { changeToken: Date.now() + ' ' + id, queue };`,
    },
    {
      file: 'src/domain/delivery.ts',
      find: 'return Math.max(last + 1, newRevision(now, random));',
      replace: `return newRevision(Number((facts.changeToken ?? String(now)).split(' ')[0]), 0);`,
    },
  ],
  'no claim before sending': [
    {
      file: 'src/app/sending/send.ts',
      find: '    issue.record(claim(facts, { now: execution.now, batch, board, revision, hash }));\n  }',
      replace: '  }',
    },
  ],
  'no audit': [
    {
      file: 'src/app/catching-up/audit.ts',
      find: 'return isDirty(facts) && facts.queue === null && facts.failure === null;',
      replace: 'return false;',
    },
    {
      file: 'src/app/inspection/need.ts',
      find: "if (!issue.isReported || facts.queue === queueId || isInFlight(facts, now)) return 'nothing';",
      replace: "return 'nothing';",
    },
  ],
  'orphan deletion without source': [
    {
      file: 'src/app/round/look.ts',
      find: "    if (item.source !== null && standingOf(item.source) !== 'ours') continue;\n",
      replace: '',
    },
  ],
  'hashing rendered HTML': [
    {
      file: 'src/app/inspection/inspect.ts',
      find: 'inspectContent(execution, configuration, snapshot, boardEpoch ?? 0)',
      replace: 'inspectContent(execution, configuration, { ...snapshot, description: issue.html() }, 0)',
    },
  ],
} as const satisfies Readonly<Record<string, readonly SourceEdit[]>>;

/** Ways to let one thing stop another: for histories in which faults last. */
export const SCOPE_MUTANTS = {
  'nothing is under suspicion: a failed batch is always sent whole': [
    {
      file: 'src/domain/suspicion.ts',
      find: "  if (hasPassedSince(lane, facts.failedAt)) return 'suspect';\n",
      replace: '',
    },
  ],
  "a lane's failure is charged to the connection": [
    {
      file: 'src/app/calling/verdict.ts',
      find: 'noteFailure(execution, lane, { cause, afterMs: outcome.afterMs, charged, by: project.key });',
      replace:
        'noteFailure(execution, CONNECTION, { cause, afterMs: outcome.afterMs, charged, by: project.key });',
    },
  ],
  'what cannot be read is passed silently': [
    {
      file: 'src/app/results/take-in.ts',
      find: "    asking.notices.push({ change: 'met', kind: 'result-unreadable', subject: id });\n",
      replace: '    void id;\n',
    },
  ],
} as const satisfies Readonly<Record<string, readonly SourceEdit[]>>;

const EVERY_MUTANT = { ...MUTANTS, ...SCOPE_MUTANTS };

export type ScopeMutantName = keyof typeof SCOPE_MUTANTS;
export type MutantName = keyof typeof MUTANTS;

const DECLARATIONS = ['settings.json', 'entity-extensions.json'];
const ManifestSchema = v.looseObject({ widgets: v.optional(v.unknown()) });

/** Histories have nobody who looks at a screen. */
async function manifestWithoutWidgets(): Promise<Buffer> {
  const text = await readFile(join(PROJECT_ROOT, 'manifest.json'), 'utf8');
  const { widgets: _, ...manifest } = v.parse(ManifestSchema, JSON.parse(text));
  return Buffer.from(JSON.stringify(manifest));
}

/**
 * The app's scripts with the edits in them.
 * @throws Error when a snippet stands in its file not exactly once
 */
export async function mutantOf(name: MutantName | ScopeMutantName): Promise<AppFiles> {
  const edits: readonly SourceEdit[] = EVERY_MUTANT[name];
  const scripts = await bundleScripts(join(PROJECT_ROOT, 'workflows'), [editing(edits)]);
  const declarations = await Promise.all(
    DECLARATIONS.map(async (file) => [file, await readFile(join(PROJECT_ROOT, file))] as const),
  );
  return new Map([
    ['manifest.json', await manifestWithoutWidgets()],
    ...declarations,
    ...[...scripts].map(([file, code]) => [file, seeded(Buffer.from(code))] as const),
  ]);
}

function editing(edits: readonly SourceEdit[]): Plugin {
  const left = new Set(edits);
  return {
    name: 'source-edits',
    enforce: 'pre',
    transform(code, id) {
      let edited = code;
      for (const edit of edits) {
        if (!id.endsWith(`/${edit.file}`)) continue;
        if (edited.split(edit.find).length !== 2) {
          throw new Error(`${edit.file} does not hold exactly once: ${edit.find}`);
        }
        edited = edited.replace(edit.find, () => edit.replace);
        left.delete(edit);
      }
      return edited === code ? null : edited;
    },
    buildEnd(error) {
      const [missing] = left;
      if (error === undefined && missing !== undefined) throw new Error(`No script needs ${missing.file}`);
    },
  };
}
