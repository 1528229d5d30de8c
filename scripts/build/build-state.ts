import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inProject, root } from '../process/project.ts';

const STAMP = inProject('.next', 'sentinel-desk-build');
const SERVER = inProject('.next', 'standalone', 'server.js');

const DIRECTORIES = ['app', 'components', 'lib', 'public', 'scripts/build'];
const FILES =
  /^(next\.config|postcss\.config|proxy|instrumentation(-client)?)\.[a-z]+$|^(tsconfig|package-lock)\.json$/;

/** Whether the build in .next was made, by us, from what lies here now. */
export function buildState(): 'fresh' | 'stale' | 'missing' {
  if (!fs.existsSync(SERVER)) return 'missing';
  // `next build` by hand wipes the stamp, and rightly: it does not copy the browser's files to the server.
  if (!fs.existsSync(STAMP)) return 'stale';
  return fs.readFileSync(STAMP, 'utf8') === sourceFingerprint(root) ? 'fresh' : 'stale';
}

export function stampBuild(fingerprint: string): void {
  fs.writeFileSync(STAMP, fingerprint);
}

/** Changes with every file that goes into the build, and with the platform: the build carries native binaries. */
export function sourceFingerprint(project: string): string {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const file of sourceFiles(project)) {
    const content = fs.readFileSync(path.join(project, file));
    hash.update(`${file} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

function sourceFiles(project: string): string[] {
  const atRoot = fs.readdirSync(project).filter((file) => FILES.test(file));
  const within = DIRECTORIES.flatMap((directory) => walk(project, directory));
  return [...atRoot, ...within].sort();
}

function walk(project: string, directory: string): string[] {
  const full = path.join(project, directory);
  if (!fs.existsSync(full)) return [];
  return fs.readdirSync(full, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(directory, entry.name);
    if (entry.isDirectory()) return walk(project, place);
    return entry.isFile() && !/\.test\.tsx?$/.test(entry.name) ? [place] : [];
  });
}
