/**
 * A process that runs the fast tests on order, with one edit in the sources: Vitest stays, and only what changed is read
 * again. It runs the tests in a thread, so that ending the process also ends a test that never does.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as v from 'valibot';
import { createVitest, type TestSpecification } from 'vitest/node';
import { PROJECT_ROOT } from '../../tools/project.ts';
import config from '../../vitest.config.ts';
import { type Answer, type Order, OrderSchema } from './messages.ts';
import { mutated } from './mutant.ts';
import { JUDGES } from './sources.ts';

const { test: { projects: _, ...rest } = {}, ...vite } = config;
let edit: Order['edit'];

const vitest = await createVitest(
  'test',
  {
    root: PROJECT_ROOT,
    // Plugins given here do not reach projects, which the configuration has.
    config: false,
    ...rest,
    include: JUDGES.map((folder) => `${folder}**/*.test.ts`),
    // It runs what was bundled, in which no mutant is.
    exclude: ['test/contract/port/emulator.test.ts'],
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
    // The first test that fails is enough.
    bail: 1,
    testTimeout: 10_000,
    reporters: [{}],
  },
  {
    ...vite,
    plugins: [
      ...(vite.plugins ?? []),
      {
        name: 'mutant',
        enforce: 'pre',
        transform(_code, id) {
          if (edit === undefined || id !== join(PROJECT_ROOT, edit.file)) return null;
          return mutated(readFileSync(id, 'utf8'), edit);
        },
      },
    ],
  },
);
const specifications = await vitest.globTestSpecifications();

const pathOf = (absolute: string): string => relative(PROJECT_ROOT, absolute).replaceAll('\\', '/');

async function carryOut(order: Order): Promise<Answer> {
  const changed = [edit?.file, order.edit?.file];
  edit = order.edit;
  for (const file of changed) if (file !== undefined) vitest.invalidateFile(join(PROJECT_ROOT, file));
  const chosen = specifications.filter(({ moduleId }) => order.tests?.includes(pathOf(moduleId)) ?? true);
  return outcomeOf(chosen);
}

async function outcomeOf(chosen: TestSpecification[]): Promise<Answer> {
  const ids = new Set(chosen.map(({ moduleId }) => moduleId));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(chosen);
  // Files of earlier runs are listed too.
  const modules = testModules.filter(({ moduleId }) => ids.has(moduleId));
  const errors = [
    ...modules.flatMap((module) => [
      ...module.errors(),
      ...[...module.children.allTests('failed')].flatMap((test) => test.result().errors ?? []),
    ]),
    ...unhandledErrors,
  ];
  return {
    failed: errors.length > 0 || modules.some((module) => !module.ok()),
    durations: Object.fromEntries(
      modules.map((module) => [pathOf(module.moduleId), module.diagnostic().duration]),
    ),
    errors: errors.map((error) => (error instanceof Error ? error.message : JSON.stringify(error))),
  };
}

// Vitest throws this, outside of any run, when a thread runs out of memory. That is the mutant's doing: the process ends
// by a signal, as when its time is up. Everything else is a fault of this process.
process.on('uncaughtException', (error) => {
  if (error.message !== 'Worker exited unexpectedly') throw error;
  process.kill(process.pid, 'SIGKILL');
});
process.on('message', async (order) => {
  process.send?.(await carryOut(v.parse(OrderSchema, order)));
});
process.send?.({ ready: true });
