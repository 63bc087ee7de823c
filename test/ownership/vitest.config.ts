/** Only for `ownership.test.ts`, which runs tests that must fail. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/ownership/leaks.ts'],
    setupFiles: ['test/setup.ts'],
    watch: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
