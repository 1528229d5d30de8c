import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const STAMP = '.sentinel-desk-packages';
const DECLARED = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides', 'allowScripts', 'engines'];

/** This machine, as far as installed packages care: native binaries differ by it. */
const machine = { platform: process.platform, arch: process.arch, node: process.versions.node.split('.')[0] };

/** Changes whenever `npm ci` would install something else, and not when a script in package.json is renamed. */
export function packagesFingerprint(manifest, lockfile, { platform, arch, node } = machine) {
  const declared = DECLARED.map((key) => manifest[key] ?? null);
  const hash = createHash('sha256');
  hash.update(JSON.stringify([declared, platform, arch, node])).update(lockfile);
  return hash.digest('hex');
}

/**
 * Whether what npm says it installed is what the lockfile asks for on this machine. For packages somebody installed
 * by hand, which carry no stamp of ours. With `production`, packages for development may be missing.
 */
export function installedMatches(lock, installed, { production = false, platform, arch } = machine) {
  return Object.entries(lock.packages).every(([place, wanted]) => {
    const found = installed.packages[place];
    if (place === '' || wanted.extraneous) return true;
    if (found) return found.version === wanted.version;
    if (production && (wanted.dev || wanted.devOptional)) return true;
    // An optional package is missed only when it is made for exactly this machine: its native binaries.
    if (!wanted.optional) return false;
    const forUs = allows(wanted.os, platform ?? machine.platform) && allows(wanted.cpu, arch ?? machine.arch);
    const perLibc = wanted.libc || place.includes('musl');
    return !(wanted.os && wanted.cpu && forUs) || Boolean(perLibc);
  });
}

/** npm's os and cpu lists: names, or refusals with a leading "!". */
function allows(list, name) {
  if (!list) return true;
  const refused = list.filter((entry) => entry.startsWith('!')).map((entry) => entry.slice(1));
  if (refused.length === list.length) return !refused.includes(name);
  return list.includes(name);
}

/** 'fresh', 'stale' or 'missing'. Remembers a fresh answer in node_modules, so that the next one is quick. */
export function packagesState(root, options = {}) {
  const modules = path.join(root, 'node_modules');
  const npmsOwn = path.join(modules, '.package-lock.json');
  // npm writes its list last: without it, an installation was interrupted.
  if (!fs.existsSync(npmsOwn)) return 'missing';
  const lockfile = fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const fingerprint = packagesFingerprint(manifest, lockfile);
  const stamp = path.join(modules, STAMP);
  if (fs.existsSync(stamp)) {
    if (fs.readFileSync(stamp, 'utf8') === fingerprint) return 'fresh';
    if (!options.production) return 'stale';
  }
  const installed = JSON.parse(fs.readFileSync(npmsOwn, 'utf8'));
  if (!installedMatches(JSON.parse(lockfile), installed, options)) return 'stale';
  if (!options.production) stampPackages(root);
  return 'fresh';
}

export function stampPackages(root) {
  const lockfile = fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  fs.writeFileSync(path.join(root, 'node_modules', STAMP), packagesFingerprint(manifest, lockfile));
}
