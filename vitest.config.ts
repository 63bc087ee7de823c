/**
 * Every test of the repository, in two projects: those that need the packed app wait for it to be built once, all
 * others start at once.
 */
import { defineConfig } from 'vitest/config';

const TESTS = 'test/**/*.test.ts';
const NEED_THE_APP = [
  'test/integration/**/*.test.ts',
  'test/e2e/**/*.test.ts',
  'test/soak/histories.test.ts',
  'test/build/packed-app.test.ts',
];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Of conditions that are awaited: one second is little on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    watch: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: [TESTS],
          exclude: [...NEED_THE_APP, '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'app',
          include: NEED_THE_APP,
          globalSetup: 'test/fixtures/build-app-zip.ts',
        },
      },
    ],
  },
});
