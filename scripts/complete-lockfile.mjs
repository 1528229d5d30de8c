// Some registries mirror only a few platforms' binaries. An optional package that npm could not see when it wrote the
// lockfile is left out of it, and `npm ci` then refuses the whole file ("Missing: @next/swc-darwin-arm64@ from lock
// file"). This adds each such entry from what its parent says of it: name and exact version, os and cpu read from the
// name, and the registry's digest of the package. A package without a digest is refused: what its platform installs
// could not be told from another.
// Run it after every change of a dependency: `npm run lockfile`.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

const file = 'package-lock.json';
const lock = JSON.parse(fs.readFileSync(file, 'utf8'));
const OS = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'windows',
  'aix',
];
const CPU = ['arm64', 'x64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];

// Another trap: npm 11 marks what only satisfies an optional peer as "extraneous". npm 10 wants such an entry in the
// file, takes the mark for "needed everywhere", and refuses it on every platform it isn't made for (EBADPLATFORM).
let unmarked = 0;
for (const entry of Object.values(lock.packages)) {
  if (!entry.extraneous) continue;
  delete entry.extraneous;
  Object.assign(entry, { dev: true, optional: true, peer: true });
  unmarked += 1;
}

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${path}/node_modules/${name}`;
    const hoisted = `node_modules/${name}`;
    if (lock.packages[nested] ?? lock.packages[hoisted]) continue;
    const version = String(range).replace(/^[\^~]/, '');
    if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name}: no exact version in "${range}"`);
    const words = name.split(/[/_-]/);
    const os = OS.filter((word) => words.includes(word)).map((word) => (word === 'windows' ? 'win32' : word));
    const cpu = CPU.filter((word) => words.includes(word) || (word === 'arm' && words.includes('arm')));
    lock.packages[hoisted] = {
      version,
      integrity: digestOf(name, version),
      ...(cpu.length > 0 && { cpu }),
      ...(entry.dev && { dev: true }),
      optional: true,
      ...(os.length > 0 && { os }),
    };
    added += 1;
    console.log(`added ${name}@${version} (${os.join() || 'any os'}, ${cpu.join() || 'any cpu'})`);
  }
}
if (added + unmarked > 0) {
  const [root, ...rest] = Object.entries(lock.packages);
  lock.packages = Object.fromEntries([root, ...rest.sort(([a], [b]) => (a < b ? -1 : 1))]);
  fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(`${added} entries added to ${file}, ${unmarked} marked as optional`);

function digestOf(name, version) {
  const said = execFileSync('npm', ['view', `${name}@${version}`, 'dist.integrity'], { encoding: 'utf8' }).trim();
  if (!said.startsWith('sha512-')) throw new Error(`${name}@${version}: the registry tells no digest`);
  return said;
}
