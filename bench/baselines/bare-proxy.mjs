// The thinnest proxy that keeps the client secret: node:http and undici. It compares one cookie, sends what the query says
// to Sentinel, and hands the bytes on. No parsing, no trail, no directory, no check of who was found.
import http from 'node:http';
import { Pool } from 'undici';

const { SENTINEL_BASE_URL, SENTINEL_CLIENT_UUID, SENTINEL_CLIENT_SECRET, COOKIE, PORT } = process.env;
const pool = new Pool(SENTINEL_BASE_URL, { connections: 64, pipelining: 1 });
const credentials = { clientUuid: SENTINEL_CLIENT_UUID, clientSecret: SENTINEL_CLIENT_SECRET };
const PATHS = {
  '/list': '/customers/listWithDoc/clientAuth',
  '/detail': '/customers/statusWithoutImages/clientAuth',
  '/images': '/customers/status/clientAuth',
};

http
  .createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://proxy');
    if (request.headers.cookie !== COOKIE || !PATHS[pathname]) {
      response.writeHead(401).end();
      return;
    }
    const fields = Object.fromEntries(searchParams);
    if (fields.page)
      Object.assign(fields, { page: Number(fields.page), entriesPerPage: Number(fields.entriesPerPage) });
    const answer = await pool.request({
      method: 'POST',
      path: PATHS[pathname],
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...fields, ...credentials }),
    });
    const bytes = Buffer.from(await answer.body.arrayBuffer());
    response.writeHead(answer.statusCode, { 'content-type': 'application/json', 'content-length': bytes.length });
    response.end(bytes);
  })
  .listen(Number(PORT), '127.0.0.1');
