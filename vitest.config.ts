import { defineConfig } from 'vitest/config';

const alias = {
  '@': import.meta.dirname,
  // The marker throws outside a React server build; in tests it is only a marker.
  'server-only': new URL('./node_modules/server-only/empty.js', import.meta.url).pathname,
};

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['{app,components,lib,sandbox,scripts,bench}/**/*.test.{ts,tsx,mjs}'],
          environment: 'node',
          // Property tests and whole programs, on two cores that build at the same time.
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['e2e/http/**/*.test.ts'],
          environment: 'node',
          // One stack for all: two files at once would read each other's calls in the sandbox's log.
          globalSetup: 'e2e/http/global-setup.ts',
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
