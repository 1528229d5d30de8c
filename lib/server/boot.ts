import 'server-only';
import { startSyncer } from './directory/public';
import { EnvError, env } from './env';
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

/** Starts the work that no request asks for: the directory's sync. */
export function startBackgroundWork(): void {
  startSyncer(forgetOtherClient);
}
