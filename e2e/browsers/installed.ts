import { spawnSync } from 'node:child_process';

export const NO_FIREFOX = 'Firefox: skipped, because none is installed (Debian: firefox-esr).';
export const NO_WEBKIT = 'WebKit: skipped, because its driver is not installed (Debian: webkit2gtk-driver).';

/** The path of the machine's Firefox; `null` where there is none. */
export function firefoxProgram(): string | null {
  return pathOf('firefox-esr') ?? pathOf('firefox');
}

/** The path of WebKit's driver; `null` where there is none. */
export function webkitDriver(): string | null {
  return pathOf('WebKitWebDriver');
}

function pathOf(program: string): string | null {
  const { status, stdout } = spawnSync('/bin/sh', ['-c', `command -v ${program}`], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}
