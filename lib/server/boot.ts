import 'server-only';
import { startSyncer } from './directory/public';
import { EnvError, env } from './env';

/** Ends the process when the environment is not complete, with every problem on standard error. */
export function checkEnvironment(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** What the process does besides answering. */
export function startBackgroundWork(): void {
  startSyncer();
}
