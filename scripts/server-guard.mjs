// Loaded before the standalone server (`node --import ./scripts/server-guard.mjs .next/standalone/server.js`). It ends
// here, before Next, what Next answers with a 500: TRACE and other methods that nothing of ours uses, and paths whose
// percent signs spell no UTF-8.
import http from 'node:http';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS']);
const { createServer } = http;

http.createServer = (...args) => {
  const server = createServer(...args);
  const { emit } = server;
  server.emit = function guarded(event, request, response, ...rest) {
    const refusal = event === 'request' ? refusalOf(request) : undefined;
    if (refusal === undefined) return emit.call(this, event, request, response, ...rest);
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
