import 'server-only';
import fs from 'node:fs';
import path from 'node:path';
import { singleton } from './singleton';

/**
 * The version that runs: that of the package, and the first letters of the build's id, because most builds of a release
 * carry the same number. The standalone server starts in its own folder, where both files lie; `npm run dev` has no build.
 */
export function deskVersion(): string {
  return singleton('version', () => {
    const build = read('.next/BUILD_ID')?.trim().slice(0, 8);
    const number = /"version":\s*"([^"]{1,40})"/.exec(read('package.json') ?? '')?.[1] ?? '?';
    return build === undefined ? number : `${number}+${build}`;
  });
}

function read(file: string): string | null {
  try {
    return fs.readFileSync(path.join(/* turbopackIgnore: true */ process.cwd(), file), 'utf8');
  } catch {
    return null;
  }
}
