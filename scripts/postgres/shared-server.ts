import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './test-databases.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the unit tests learn about their PostgreSQL server. */
    sharedServerUrl: string;
  }
}

/**
 * One PostgreSQL server for all unit tests of a run, started when the first of them asks: starting one for each file
 * took a third of the processor time of all. Each file has databases of its own on it (`own-databases.ts`).
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<TestServer> | undefined;
  const server = createServer(async (_, response) => {
    try {
      started ??= startTestServer({ throwaway: true });
      const { url, ownerUrl } = await started;
      response.end(JSON.stringify({ url, ownerUrl }));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  project.provide('sharedServerUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.close();
    await started?.then(
      (one) => one.stop(),
      () => {},
    );
  };
}
