import 'server-only';
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
