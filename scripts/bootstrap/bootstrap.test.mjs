import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeProblem } from './node-version.mjs';
import { installedMatches, packagesFingerprint } from './packages.mjs';

const linux = { platform: 'linux', arch: 'x64', node: '20' };

describe('the Node version', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.11.1'])('%s will do', (version) => {
    expect(nodeProblem(version)).toBeNull();
  });

  it.each(['8.17.0', '18.20.8', '20.18.3'])('%s is refused in one sentence', (version) => {
    expect(nodeProblem(version)).toMatch(/^Sentinel desk needs Node\.js 20\.19 or newer; this is [\d.]+\. See \S+$/);
  });

  it('an old Node can read up to the check', () => {
    for (const file of ['scripts/bootstrap.mjs', 'scripts/bootstrap/node-version.mjs']) {
      const source = fs.readFileSync(file, 'utf8');
      // What Node 12, the first to load .mjs files without a flag, does not know.
      expect(source).not.toMatch(/\?\.|\?\?|\|\|=|from 'node:|^(const .* = )?await /m);
    }
  });
});

it('an unknown command is answered with those there are', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/bootstrap.mjs', 'dmeo'], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toMatch(/There is no command "dmeo"\. There are: demo, test, /);
});

describe('the fingerprint of packages', () => {
  const manifest = { scripts: { demo: 'x' }, dependencies: { pg: '8.0.0' } };
  const fingerprint = packagesFingerprint(manifest, 'lock', linux);

  it('changes with dependencies, lockfile, Node and platform', () => {
    expect(packagesFingerprint({ ...manifest, dependencies: { pg: '8.0.1' } }, 'lock', linux)).not.toBe(fingerprint);
    expect(packagesFingerprint({ ...manifest, allowScripts: { pg: true } }, 'lock', linux)).not.toBe(fingerprint);
    expect(packagesFingerprint(manifest, 'another lock', linux)).not.toBe(fingerprint);
    expect(packagesFingerprint(manifest, 'lock', { ...linux, node: '24' })).not.toBe(fingerprint);
    expect(packagesFingerprint(manifest, 'lock', { ...linux, platform: 'darwin' })).not.toBe(fingerprint);
  });

  it('does not change with a script', () => {
    expect(packagesFingerprint({ ...manifest, scripts: {} }, 'lock', linux)).toBe(fingerprint);
  });
});

describe('packages somebody installed by hand', () => {
  const lock = {
    packages: {
      '': { name: 'sentinel-desk' },
      'node_modules/pg': { version: '8.0.0' },
      'node_modules/vitest': { version: '4.0.0', dev: true },
      'node_modules/swc-linux': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
      'node_modules/swc-linux-musl': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
      'node_modules/swc-darwin': { version: '1.0.0', optional: true, os: ['darwin'], cpu: ['x64'] },
      'node_modules/wasm-helper': { version: '1.0.0', optional: true },
    },
  };
  const installed = (...names) => ({
    packages: Object.fromEntries(names.map((name) => [`node_modules/${name}`, lock.packages[`node_modules/${name}`]])),
  });
  const matches = (names, machine = linux) => installedMatches(lock, installed(...names), machine);

  it('are fine when everything for this machine is there', () => {
    expect(matches(['pg', 'vitest', 'swc-linux'])).toBe(true);
  });

  it('are stale when one is missing or has another version', () => {
    expect(matches(['vitest', 'swc-linux'])).toBe(false);
    const older = installed('pg', 'vitest', 'swc-linux');
    older.packages['node_modules/pg'] = { version: '7.0.0' };
    expect(installedMatches(lock, older, linux)).toBe(false);
  });

  it('are stale when they were installed on another platform', () => {
    expect(matches(['pg', 'vitest', 'swc-darwin'])).toBe(false);
    expect(matches(['pg', 'vitest', 'swc-linux'], { ...linux, platform: 'darwin' })).toBe(false);
  });

  it('need none for development in production', () => {
    expect(matches(['pg', 'swc-linux'], { ...linux, production: true })).toBe(true);
    expect(matches(['pg', 'swc-linux'])).toBe(false);
  });
});
