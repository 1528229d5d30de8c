// Loaded before the standalone server (`node --import ./scripts/server-guard.mjs .next/standalone/server.js`). Next
// answers TRACE with a 500 or a page, depending on the path; nothing of ours uses it, so it ends here, before Next.
import http from 'node:http';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS']);
const { createServer } = http;

http.createServer = (...args) => {
  const server = createServer(...args);
  const { emit } = server;
  server.emit = function guarded(event, request, response, ...rest) {
    if (event !== 'request' || METHODS.has(request.method)) return emit.call(this, event, request, response, ...rest);
    response.writeHead(405, { allow: [...METHODS].join(', '), 'cache-control': 'no-store', connection: 'close' }).end();
    return true;
  };
  return server;
};
