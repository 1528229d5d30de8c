// The programs of the image: `node desk.mjs serve` is the application, the others are what the npm scripts of the same
// names run. A build puts them into the standalone folder (`build/bundle-programs.ts`). Each is loaded when it is asked
// for, so that the application does not hold the others in memory.
const PROGRAMS = {
  serve: () => import('./image/serve.ts'),
  health: () => import('./image/health.ts'),
  migrate: () => import('./migrate.ts'),
  accounts: () => import('./accounts.ts'),
  audit: () => import('./audit.ts'),
  directory: () => import('./directory.ts'),
  retention: () => import('./retention.ts'),
  reviews: () => import('./reviews.ts'),
} as const;

const [name = ''] = process.argv.splice(2, 1);
const program = Object.entries(PROGRAMS).find(([known]) => known === name)?.[1];
if (program === undefined) {
  console.error(`There is no program "${name}". There are: ${Object.keys(PROGRAMS).join(', ')}.`);
  process.exitCode = 2;
} else await program();

export {};
