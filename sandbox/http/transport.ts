import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { FaultPlan } from '../control/fault-plan.ts';
import type { ImagePool } from '../images/pool.ts';
import { distort, respell } from './distort.ts';
import { byteLength, renderJson } from './render.ts';
import type { Reply } from './reply.ts';

export interface Sending {
  response: ServerResponse;
  reply: Reply;
  plan: FaultPlan | null;
  pool: ImagePool;
  /** The request as it came, for the fault that repeats it. */
  received: unknown;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const MEGABYTE = 1_048_576;

/** Sends `reply`, or what `plan` makes of it. Resolves when the answer is out, or the client has gone. */
export async function send(sending: Sending): Promise<void> {
  const { response, reply, plan, received } = sending;
  switch (plan?.mode) {
    case 'hang':
      if (plan.when !== 'mid-body') return;
      break;
    case 'status':
      return sendStatus(response, plan);
    case 'echo':
      return sendJson(response, plan.status ?? 400, [
        Buffer.from(
          JSON.stringify({
            errors: [{ message: 'could not be processed', request: received }, String(JSON.stringify(received))],
          }),
        ),
      ]);
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end('<!doctype html><title>Gateway</title><script>document.title="owned"</script><h1>Please wait</h1>');
      return;
    case 'redirect':
      response.writeHead(plan.status ?? 302, { location: plan.location ?? 'http://127.0.0.1:9/elsewhere' }).end();
      return;
    case 'delay':
      await pause(plan.ms ?? 3000, undefined, { ref: false });
      break;
    case 'hold':
      await plan.cleared;
      break;
    case 'reset':
      if (plan.when !== 'mid-body') {
        response.socket?.resetAndDestroy();
        return;
      }
  }
  const body = plan ? distort(reply.body, plan.mode) : reply.body;
  const rendered = await renderJson(body, sending.pool, reply.optimized ?? false);
  if (response.destroyed) return;
  return sendParts(response, reply.status, plan ? respell(rendered, plan.mode) : rendered, plan);
}

async function sendParts(response: ServerResponse, status: number, parts: Buffer[], plan: FaultPlan | null) {
  switch (plan?.mode) {
    case 'truncate':
      response.writeHead(status, { 'content-type': JSON_TYPE });
      response.end(firstHalf(parts));
      return;
    case 'reset':
      response.writeHead(status, { 'content-type': JSON_TYPE, 'content-length': byteLength(parts) });
      // Only once the half has left this process, or the reset would overtake it.
      response.write(firstHalf(parts), () => setTimeout(() => response.socket?.resetAndDestroy(), 20));
      return;
    case 'hang':
      response.writeHead(status, { 'content-type': JSON_TYPE, 'content-length': byteLength(parts) });
      response.write(firstHalf(parts));
      return;
    case 'half-close':
      response.writeHead(status, { 'content-type': JSON_TYPE, 'content-length': byteLength(parts) });
      response.write(firstHalf(parts), () => response.socket?.end());
      return;
    case 'malformed':
      response.writeHead(status, { 'content-type': JSON_TYPE });
      response.end(Buffer.concat([...parts, Buffer.from('}},')]));
      return;
    case 'deep':
      return sendJson(
        response,
        status,
        inFront(parts, '['.repeat(plan.levels ?? 100_000), ']'.repeat(plan.levels ?? 100_000)),
      );
    case 'heavy':
      return sendJson(response, status, inFront(parts, `[${'0,'.repeat(1_000_000)}`, '0]'));
    case 'gzip-bomb':
      response.writeHead(status, { 'content-type': JSON_TYPE, 'content-encoding': 'gzip' });
      response.end(bomb(parts, plan.megabytes ?? 64));
      return;
    case 'drip':
      return drip(response, status, Buffer.concat(parts), plan);
    case 'oversize':
      return oversize(response, status, parts, plan.megabytes ?? 64);
    default:
      return sendJson(response, status, parts);
  }
}

function sendStatus(response: ServerResponse, plan: FaultPlan): void {
  const status = plan.status ?? 500;
  if (plan.retryAfter !== undefined) response.setHeader('retry-after', String(plan.retryAfter));
  const body = plan.body ?? { errors: [{ message: `The sandbox was told to answer ${status}.` }] };
  response.writeHead(status, { 'content-type': JSON_TYPE });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

function sendJson(response: ServerResponse, status: number, parts: readonly Buffer[]): void {
  response.writeHead(status, { 'content-type': JSON_TYPE, 'content-length': byteLength(parts) });
  response.cork();
  for (const part of parts) response.write(part);
  response.end();
  response.uncork();
}

/** A right answer with one more field in front of its others. */
function inFront(parts: Buffer[], open: string, close: string): Buffer[] {
  return [Buffer.from(`{"padding":${open}${close},`), Buffer.concat(parts).subarray(1)];
}

/** A right answer after so much padding, packed a thousand times smaller. */
function bomb(parts: Buffer[], megabytes: number): Buffer {
  return gzipSync(Buffer.concat(inFront(parts, `"${'x'.repeat(megabytes * MEGABYTE)}`, '"')), { level: 1 });
}

function firstHalf(parts: Buffer[]): Buffer {
  const whole = Buffer.concat(parts);
  return whole.subarray(0, Math.floor(whole.length / 2));
}

async function drip(response: ServerResponse, status: number, whole: Buffer, plan: FaultPlan): Promise<void> {
  response.writeHead(status, { 'content-type': JSON_TYPE, 'content-length': whole.length });
  const size = plan.chunkBytes ?? 64;
  for (let start = 0; start < whole.length && !response.destroyed; start += size) {
    response.write(whole.subarray(start, start + size));
    await pause(plan.intervalMs ?? 200, undefined, { ref: false });
  }
  response.end();
}

/** Padding goes in front of a proper answer: a client without a limit would find nothing wrong with it. */
async function oversize(response: ServerResponse, status: number, parts: Buffer[], megabytes: number): Promise<void> {
  response.writeHead(status, { 'content-type': JSON_TYPE });
  response.write('{"padding":"');
  const padding = Buffer.alloc(MEGABYTE, 'x');
  for (let sent = 0; sent < megabytes && !response.destroyed; sent += 1) {
    if (!response.write(padding)) await drained(response);
  }
  response.end(Buffer.concat([Buffer.from('",'), Buffer.concat(parts).subarray(1)]));
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once('drain', resolve);
    response.once('close', resolve);
  });
}
