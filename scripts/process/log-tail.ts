import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** The last lines of a file; empty when there is none. Reads the end only: a log may have grown for weeks. */
export function readTail(file: string, lines: number): string {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    return '';
  }
  try {
    const { size } = fstatSync(handle);
    const length = Math.min(size, 16_384);
    const buffer = Buffer.alloc(length);
    readSync(handle, buffer, 0, length, size - length);
    return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } finally {
    closeSync(handle);
  }
}
