/** Runs once before the first request: an environment that can't work ends the process here, with every problem named. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { checkEnvironment, startBackgroundWork, warnOfWeaknesses } = await import('./lib/server/boot');
  checkEnvironment();
  warnOfWeaknesses();
  await startBackgroundWork();
}
