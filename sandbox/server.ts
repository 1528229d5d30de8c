import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { mayControl } from './control/access.ts';
import { answerControl, type ControlContext } from './control/control.ts';
import { REPLACING_MODES } from './control/fault-plan.ts';
import { createFaults } from './control/faults.ts';
import { createRequestLog } from './control/request-log.ts';
import { parseObject, readBody } from './http/read-body.ts';
import type { Reply } from './http/reply.ts';
import { send } from './http/transport.ts';
import { createImagePool, type ImagePool } from './images/pool.ts';
import { resolveOptions, type SandboxOptions } from './options.ts';
import { answerVendor } from './vendor/calls.ts';
import { churn } from './world/churn.ts';
import { NAMED_COUNT } from './world/named.ts';
import { createWorld } from './world/world.ts';

export interface Sandbox {
  url: string;
  port: number;
  close(): Promise<void>;
}

interface Machine extends ControlContext {
  pool: ImagePool;
}

const BASE = 'http://sandbox.example';
const VENDOR_BODY_LIMIT = 1_048_576;
/** Control requests may bring images along. */
const CONTROL_BODY_LIMIT = 64 * 1_048_576;

/**
 * Starts an imitation Sentinel on 127.0.0.1. Throws a RangeError for options that make no sense, and node's own
 * EADDRINUSE when the port is taken.
 */
export async function startSandbox(given: SandboxOptions = {}): Promise<Sandbox> {
  const options = resolveOptions(given, NAMED_COUNT);
  const { customers, seed, now, named } = options;
  // A given `now` starts a clock of its own, so that changes come after everything generated.
  const begun = performance.now();
  const clock = given.now ? () => now.getTime() + Math.floor(performance.now() - begun) : Date.now;
  const machine: Machine = {
    options,
    world: createWorld({ customers, seed, now, named, clock }),
    log: createRequestLog(),
    faults: createFaults(),
    pool: createImagePool(seed),
  };
  const server = createServer((request, response) => {
    handle(machine, request, response).catch((error: unknown) => {
      // A mistake of the sandbox itself: say so, rather than let it pass for a fault that a test asked for.
      console.error('The sandbox failed:', error);
      response.destroy();
    });
  });
  // Longer than any client keeps a connection idle, so that it is the client who decides to close.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  // After listening: a port in use should not cost the time to draw.
  if (options.images === 'at-start') await machine.pool.drawAll();
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Hanging answers are a feature here, so nobody waits for them.
        server.closeAllConnections();
      }),
  };
}

async function handle(machine: Machine, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = request.url ?? '/';
  const url = new URL(URL.canParse(target, BASE) ? target : '/', BASE);
  if (url.pathname.startsWith('/__sandbox/')) await handleControl(machine, url, request, response);
  else await handleVendor(machine, url.pathname, request, response);
}

async function handleControl(machine: Machine, url: URL, request: IncomingMessage, response: ServerResponse) {
  const allowed = mayControl(request);
  const text = await readBody(request, CONTROL_BODY_LIMIT);
  const reply = allowed
    ? answerControl(request.method ?? '', url, parseObject(text ?? ''), machine)
    : { status: 403, body: { error: 'The control endpoint serves this machine only, and no web page.' } };
  await send({ response, reply, plan: null, pool: machine.pool, received: null });
}

async function handleVendor(machine: Machine, path: string, request: IncomingMessage, response: ServerResponse) {
  const begun = performance.now();
  const body = parseObject((await readBody(request, VENDOR_BODY_LIMIT)) ?? '');
  const entry = machine.log.begin(path, body);
  const settle = () => {
    entry.status = response.headersSent ? response.statusCode : null;
    entry.durationMs = Math.round((performance.now() - begun) * 10) / 10;
  };
  response.once('finish', settle).once('close', settle);
  const fault = machine.faults.take(path);
  const contentType = request.headers['content-type'] ?? '';
  const { latency } = machine.options;
  if (latency > 0) await pause(latency, undefined, { ref: false });
  if (fault?.mode === 'churn') churn(machine.world, fault, entry.seq);
  const replaced = fault !== null && REPLACING_MODES.includes(fault.mode);
  const vendorRequest = { method: request.method ?? '', path, contentType, body };
  const reply: Reply = replaced ? { status: 0, body: null } : answerVendor(vendorRequest, { ...machine, plan: fault });
  const plan = fault ?? reply.quirk ?? null;
  await send({ response, reply, plan, pool: machine.pool, received: body });
}
