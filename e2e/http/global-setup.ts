import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { startStackHost, startTestStack, type TestStack } from '../support/desk/stack';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a worker learns about its stack: `GET /<number of the worker>` answers with its StackInfo. */
    stacksUrl: string;
  }
}

/**
 * One stack for each worker, started when a file of that worker first asks. The files of one worker share its stack
 * one after the other and reset the sandbox as they need. Two files never share a stack at the same time: each would
 * read the other's calls in the sandbox's log.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stopHost = await startStackHost();
  const stacks = new Map<string, Promise<TestStack>>();
  const server = createServer(async (request, response) => {
    const worker = request.url ?? '/';
    const stack = stacks.get(worker) ?? startTestStack();
    stacks.set(worker, stack);
    try {
      response.end(JSON.stringify(await stack));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  project.provide('stacksUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.close();
    const started = await Promise.allSettled(stacks.values());
    await Promise.all(started.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
    await stopHost();
  };
}
