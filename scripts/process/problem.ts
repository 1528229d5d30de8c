/** Something a person can put right. The message is one clear sentence: it is printed as it stands, without a stack. */
export class Problem extends Error {
  override readonly name = 'Problem';
}

const FULL_DISK = /ENOSPC|No space left on device/i;
const DISK_SENTENCE = 'The disk is full: free some space and start again.';

export function mentionsFullDisk(text: string): boolean {
  return FULL_DISK.test(text);
}

/**
 * What to print for anything thrown. A full disk is looked for in every text of the error and its causes, because the
 * program that met it (npm, initdb, next) says it in its own words. Errors with a message made for people (a Problem,
 * or one of the application's own, known by name) are printed as they stand; the rest keep their stack.
 */
export function explain(error: unknown): string {
  const texts = chain(error);
  if (texts.some((text) => FULL_DISK.test(text))) return DISK_SENTENCE;
  if (!(error instanceof Error)) return `Unexpected failure: ${String(error)}`;
  if (error instanceof Problem || PRINTABLE.has(error.name)) return error.message;
  return error.stack ?? error.message;
}

// By name rather than instanceof: this module must not pull the application's code into every script.
const PRINTABLE = new Set(['EnvError', 'AccountError', 'DatabaseProblem']);

function chain(error: unknown): string[] {
  const texts: string[] = [];
  for (let current = error, depth = 0; current && depth < 5; depth += 1) {
    if (!(current instanceof Error)) return [...texts, String(current)];
    texts.push('code' in current ? String(current.code) : '', current.message);
    current = current.cause;
  }
  return texts;
}
