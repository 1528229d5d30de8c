import { explain } from './problem.ts';

type Stop = () => Promise<void>;

// Everything this program has started and must stop. One list for the whole process: whatever ends the program, a
// signal, an error or the last line of main, runs it from the back, so that what was started last stops first.
const stops: Stop[] = [];
let finishing: Promise<never> | undefined;

/** Registers what must happen before this process ends; the answer takes it off the list again. */
export function beforeExit(stop: Stop): () => void {
  stops.push(stop);
  return () => {
    const index = stops.indexOf(stop);
    if (index >= 0) stops.splice(index, 1);
  };
}

/** True from the first signal on: a child that ends now ends because we asked it to. */
export function isStopping(): boolean {
  return finishing !== undefined;
}

async function stopAll(): Promise<void> {
  for (let stop = stops.pop(); stop; stop = stops.pop()) {
    await stop().catch((error: unknown) => console.error(explain(error)));
  }
}

function finish(code: number): Promise<never> {
  finishing ??= stopAll().then(() => process.exit(code));
  return finishing;
}

/**
 * Runs a program to its end and stops what it started, however it ends. A second Ctrl-C changes nothing: npm, the
 * terminal and our own bootstrap may each deliver the same one, and every stop has its own time limit.
 *
 * @param onSignal the exit code after Ctrl-C: 0 for programs that are meant to be stopped that way
 */
export async function runProgram(main: () => Promise<number>, onSignal = 130): Promise<never> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void finish(onSignal));
  // The bootstrap holds the other end: when it is killed outright, nobody would ever stop us.
  process.once('disconnect', () => void finish(1));
  process.channel?.unref();
  // A closed terminal or `| head` must not end the process before its children.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const crash = (error: unknown): void => {
    if (!isStopping()) console.error(`\n${explain(error)}`);
    void finish(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  try {
    const code = await main();
    return await finish(code);
  } catch (error) {
    if (!isStopping()) console.error(`\n${explain(error)}`);
    return await finish(1);
  }
}
