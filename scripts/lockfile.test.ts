import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import floors from './version-floors.json' with { type: 'json' };

interface Entry {
  version?: string;
  integrity?: string;
  resolved?: string;
  extraneous?: boolean;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
}

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));
const packages: Record<string, Entry> = read('package-lock.json').packages;

/**
 * Everything that parses what strangers, the vendor, the identity provider or the database send. Below these versions
 * lie published vulnerabilities, or versions that we never tried. A registry's audit endpoint isn't reachable everywhere.
 */
describe('version floors', () => {
  it.each(Object.entries(floors))('%s is at least %s, everywhere it is installed', (name, floor) => {
    const versions = Object.entries(packages)
      .filter(([where]) => where === `node_modules/${name}` || where.endsWith(`/node_modules/${name}`))
      .map(([, entry]) => entry.version ?? '0.0.0');
    expect(versions.length).toBeGreaterThan(0);
    expect(versions.filter((version) => isBelow(version, floor))).toEqual([]);
  });
});

/** The desk's own, and those of baselines that have packages of their own (bench/baselines). */
const LOCKFILES = ['', 'bench/baselines/hono-proxy/', 'bench/baselines/react-admin/'].map((folder) => ({
  file: `${folder}package-lock.json`,
  entries: read(`${folder}package-lock.json`).packages as Record<string, Entry>,
}));

describe.each(LOCKFILES)('$file', ({ file, entries }) => {
  it('pins what its package.json asks for exactly', () => {
    const { dependencies, devDependencies } = read(file.replace('package-lock', 'package'));
    const all = Object.entries<string>({ ...dependencies, ...devDependencies });
    expect(all.length).toBeGreaterThan(1);
    expect(all.filter(([, range]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range))).toEqual([]);
  });

  it('holds the digest of every package, those of other platforms included', () => {
    const without = Object.entries(entries).filter(
      ([where, { integrity = '' }]) => where && !/^sha512-/.test(integrity),
    );
    expect(without.map(([where]) => where)).toEqual([]);
  });

  /** Each machine takes the packages from its own registry. */
  it('names no host', () => {
    expect(Object.keys(entries).filter((where) => entries[where]?.resolved)).toEqual([]);
  });

  /** Without them `npm ci` refuses the file: see complete-lockfile.mjs. */
  it('lists the optional packages of every platform', () => {
    const missing = Object.entries(entries).flatMap(([where, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter(
        (name) => !entries[`node_modules/${name}`] && !entries[`${where}/node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  /** npm 11 leaves such marks on other platforms' packages, and npm 10 then installs them (EBADPLATFORM). */
  it('calls nothing extraneous', () => {
    expect(Object.keys(entries).filter((where) => entries[where]?.extraneous)).toEqual([]);
  });
});

/**
 * npm 11 takes what only an optional peer asks for out of the file again; npm 10 then refuses it ("Missing: esbuild").
 * Whoever changes a dependency brings these entries back from the file's history.
 */
it('keeps the optional peers that npm 10 looks for', () => {
  const missing = Object.keys(packages)
    .filter((where) => where.endsWith('/node_modules/vite'))
    .filter((where) => !packages[`${where.slice(0, -'vite'.length)}esbuild`]);
  expect(missing).toEqual([]);
});

/** What the desk's own code may be delivered with: a licence that asks for no more than to be named, or for its own text. */
const LICENCES = new Set([
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0'],
  // Changes of these very files would have to be shown; there are none.
  ...['MPL-2.0', 'MPL 2.0'],
  // Fonts, and the table of browsers.
  ...['OFL-1.1', 'CC-BY-4.0'],
]);
/** An optional package of Next's, for pictures. A build takes it out again (`scripts/build/bundle-programs.ts`). */
const NOT_SHIPPED = /^node_modules\/(sharp|@img\/[\w-]+)$/;

it('takes packages for production under licences that are allowed', () => {
  const shipped = Object.entries(packages).filter(
    ([where, { dev, devOptional }]) => where !== '' && !dev && !devOptional && !NOT_SHIPPED.test(where),
  );
  expect(shipped.length).toBeGreaterThan(100);
  // The lockfile knows the licences of other platforms' binaries as far as somebody has installed them.
  const isKnown = (where: string, { license, os, cpu }: Entry) =>
    LICENCES.has(license ?? '') ||
    (license === undefined && (os ?? cpu) !== undefined && shipped.some(([other]) => isSibling(where, other)));
  const refused = shipped.filter(([where, entry]) => !isKnown(where, entry));
  expect(refused.map(([where, { license }]) => `${where}: ${license}`)).toEqual([]);
});

/** Two packages of one scope and one program: `@next/swc-darwin-x64` and `@next/swc-linux-x64-gnu`. */
const isSibling = (one: string, other: string): boolean => {
  const family = (where: string) =>
    where.replace(/-(android|darwin|freebsd|linux|win32|wasm32|openbsd|netbsd|sunos|aix).*$/, '');
  return one !== other && family(one) === family(other);
};

function isBelow(version: string, floor: string): boolean {
  const parts = (text: string) => text.split('-')[0]?.split('.').map(Number) ?? [];
  const [have, need] = [parts(version), parts(floor)];
  for (const index of [0, 1, 2]) {
    const difference = (have[index] ?? 0) - (need[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
