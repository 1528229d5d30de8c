import 'server-only';
import { startSyncer } from './directory/public';
import { EnvError, env } from './env';
import { log } from './log';
import { forgetOtherClient } from './use-cases/directory';

/** Ends the process when the environment is incomplete, and prints every problem on standard error. */
export function checkEnvironment(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Says in the log what weakens the desk although it works. */
export function warnOfWeaknesses(): void {
  if (process.getuid?.() === 0) {
    log().warn({ event: 'boot', problem: 'The desk runs as root: a fault in it would reach the whole machine.' });
  }
}

/** Starts the work that no request asks for: the directory's sync. */
export function startBackgroundWork(): void {
  startSyncer(forgetOtherClient);
}
