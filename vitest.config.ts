/**
 * Every test of the repository, in five projects: those of the sources, those of the stand-ins, those that need the
 * packed app, which is built once for them, and two that only `bin/test --all` runs.
 */
import { defineConfig } from 'vitest/config';

const LONG = [
  'test/screens/**/*.test.ts',
  'test/soak/long-*.test.ts',
  'test/soak/mutants.test.ts',
  'test/mutants/judge.test.ts',
];
const NEED_THE_APP = [
  'test/integration/**/*.test.ts',
  'test/e2e/**/*.test.ts',
  'test/soak/histories.test.ts',
  'test/build/packed-app.test.ts',
];
const STAND_INS = ['test/youtrack-client-mock/**/*.test.ts', 'test/ducalis-sandbox/**/*.test.ts'];
const THE_APP = 'test/fixtures/build-app-zip.ts';

export default defineConfig({
  test: {
    pool: 'forks',
    // Most tests have a browser and two servers at work beside them.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Of conditions that are awaited: one second is little on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    watch: false,
    setupFiles: ['test/setup.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [...NEED_THE_APP, ...LONG, ...STAND_INS, '**/node_modules/**'],
          // A process of its own for each file takes longer than most of these files.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'stand-ins',
          include: STAND_INS,
          // Node 20 ends when a script is broken off in a process that a browser has been driven from.
          isolate: true,
        },
      },
      {
        extends: true,
        test: { name: 'app', include: NEED_THE_APP, globalSetup: THE_APP, provide: { harder: false } },
      },
      {
        extends: true,
        test: { name: 'long', include: LONG, globalSetup: THE_APP, provide: { harder: false } },
      },
      // Once more, with a YouTrack that takes the harder side of everything that is not documented.
      {
        extends: true,
        test: {
          name: 'harder',
          include: ['test/integration/**/*.test.ts', 'test/soak/histories.test.ts'],
          // Version 0.1, from which it updates, does not work there.
          exclude: ['test/integration/update.test.ts', '**/node_modules/**'],
          globalSetup: THE_APP,
          provide: { harder: true },
        },
      },
    ],
  },
});
