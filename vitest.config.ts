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
          include: ['{app,components,lib,sandbox,scripts,bench}/**/*.test.{ts,tsx}'],
          environment: 'node',
        },
      },
    ],
  },
});
