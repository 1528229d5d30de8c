// Loaded before the standalone server (`node --import ./scripts/server-guard.mjs .next/standalone/server.js`). It ends
// here, before Next, what Next answers with a 500: TRACE and other methods that nothing of ours uses, and paths whose
// percent signs spell no UTF-8. It names the socket's other end in a header, because Next's handlers don't see sockets
// (`lib/server/http/client-address.ts`). It also has Next hand out the brotli files that the build has put beside the browser's
// files: Next itself only knows gzip, and compresses anew for each answer.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { begin, drainable } from './server-drain.mjs';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS']);
const PEER_HEADER = 'x-desk-peer';
const { createServer } = http;

http.createServer = (...args) => {
  const server = createServer(...args);
  drainable(server);
  const { emit } = server;
  server.emit = function guarded(event, request, response, ...rest) {
    if (event === 'request') begin(response);
    const refusal = event === 'request' ? refusalOf(request) : undefined;
    if (event === 'request') request.headers[PEER_HEADER] = request.socket.remoteAddress ?? '';
    if (refusal === undefined) {
      if (event === 'request') preferBrotli(request, response);
      return emit.call(this, event, request, response, ...rest);
    }
    const [status, headers] = refusal;
    response.writeHead(status, { ...headers, 'cache-control': 'no-store', connection: 'close' }).end();
    return true;
  };
  return server;
};

/** @returns status and headers of the answer, or `undefined` for a request that Next may see */
function refusalOf({ method, url = '' }) {
  if (!METHODS.has(method)) return [405, { allow: [...METHODS].join(', ') }];
  try {
    decodeURIComponent(url.split('?', 1)[0]);
    return undefined;
  } catch {
    return [400, {}];
  }
}

const STATIC = '/_next/static/';
const TYPES = new Map([
  ['.js', 'application/javascript; charset=UTF-8'],
  ['.css', 'text/css; charset=UTF-8'],
  ['.svg', 'image/svg+xml'],
]);
const compressed = new Set(compressedFiles(path.join(path.dirname(process.argv[1] ?? ''), '.next', 'static')));

function compressedFiles(directory) {
  if (!fs.existsSync(directory)) return [];
  const files = fs.readdirSync(directory, { recursive: true }).map((file) => file.split(path.sep).join('/'));
  return files.filter((file) => file.endsWith('.br')).map((file) => STATIC + file.slice(0, -3));
}

/** Next then serves the compressed file, with the headers that it gives every file of its own. */
function preferBrotli(request, response) {
  const [file, query] = (request.url ?? '').split('?', 2);
  const type = TYPES.get(path.posix.extname(file));
  if (type === undefined || !compressed.has(file) || request.headers.range !== undefined) return;
  if (!takesBrotli(request.headers['accept-encoding'] ?? '')) return;
  request.url = `${file}.br${query === undefined ? '' : `?${query}`}`;
  response.setHeader('content-type', type);
  response.setHeader('content-encoding', 'br');
  response.setHeader('vary', 'Accept-Encoding');
}

function takesBrotli(accepted) {
  return accepted.split(',').some((one) => {
    const [name, weight] = one.split(';').map((part) => part.trim().toLowerCase());
    return name === 'br' && !/^q=0(?:\.0*)?$/.test(weight ?? '');
  });
}
