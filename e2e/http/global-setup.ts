import type { TestProject } from 'vitest/node';
import { type StackInfo, startTestStack } from '../support/desk/stack';

declare module 'vitest' {
  interface ProvidedContext {
    stack: StackInfo;
  }
}

/** One stack for all files of this project; they run one after the other and reset the sandbox as they need. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { appLog: _, databaseLog: __, stop, ...info } = await startTestStack();
  project.provide('stack', info);
  return stop;
}
