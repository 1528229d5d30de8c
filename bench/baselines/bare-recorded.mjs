// The least that a recorded answer takes: node:http, undici and pg, without Next and without any check of what Sentinel
// answers. It reads the session's row, asks Sentinel, inserts a durable row of its own table, and sends the list packed,
// or the images decoded, after an intent and an outcome. No chain, no budgets, no directory, no errors told apart.
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import pg from 'pg';
import { Pool } from 'undici';

const { SENTINEL_BASE_URL, SENTINEL_CLIENT_UUID, SENTINEL_CLIENT_SECRET, DATABASE_URL, COOKIE, PORT } = process.env;
const sentinel = new Pool(SENTINEL_BASE_URL, { connections: 64, pipelining: 1 });
const database = new pg.Pool({ connectionString: DATABASE_URL, max: 12 });
const credentials = { clientUuid: SENTINEL_CLIENT_UUID, clientSecret: SENTINEL_CLIENT_SECRET };
const packed = promisify(gzip);

await database.query(`CREATE TABLE bare_sessions (cookie text PRIMARY KEY, account uuid NOT NULL, seen_at timestamptz NOT NULL);
  CREATE TABLE bare_events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(),
    account uuid NOT NULL, request uuid NOT NULL, action text NOT NULL, phase text NOT NULL, detail text NOT NULL)`);
await database.query('INSERT INTO bare_sessions VALUES ($1, $2, now())', [COOKIE, randomUUID()]);

async function accountOf(cookie) {
  const text = "SELECT account FROM bare_sessions WHERE cookie = $1 AND seen_at > now() - interval '30 minutes'";
  const { rows } = await database.query({ name: 'session', text, values: [cookie] });
  return rows[0]?.account;
}

async function record(account, action, phase, detail) {
  const text = 'INSERT INTO bare_events (account, request, action, phase, detail) VALUES ($1, $2, $3, $4, $5)';
  await database.query({ name: 'event', text, values: [account, randomUUID(), action, phase, JSON.stringify(detail)] });
}

async function ask(path, fields) {
  const headers = { 'content-type': 'application/json' };
  const answer = await sentinel.request({
    ...{ method: 'POST', path, headers },
    body: JSON.stringify({ ...fields, ...credentials }),
  });
  return Buffer.from(await answer.body.arrayBuffer());
}

/** Every long data URI of a body, decoded in parts: a text of megabytes would get fresh memory. */
function imagesIn(body) {
  const images = [];
  for (let at = body.indexOf('"data:'); at !== -1; at = body.indexOf('"data:', at)) {
    const [from, end] = [body.indexOf(',', at) + 1, body.indexOf('"', at + 1)];
    const image = Buffer.allocUnsafeSlow(Math.ceil(((end - from) * 3) / 4));
    let length = 0;
    for (let part = from; part < end; part += 32_768)
      length += image.base64Write(body.latin1Slice(part, Math.min(end, part + 32_768)), length);
    images.push(image.subarray(0, length));
    at = end;
  }
  return images;
}

async function list(response, account, fields) {
  const asked = { ...fields, page: Number(fields.page), entriesPerPage: Number(fields.entriesPerPage) };
  const bytes = await ask('/customers/listWithDoc/clientAuth', asked);
  const [body] = await Promise.all([packed(bytes), record(account, 'listed', 'outcome', asked)]);
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', 'content-length': body.length };
  response.writeHead(200, headers).end(body);
}

async function reveal(response, account, fields) {
  await record(account, 'revealed', 'intent', {});
  const images = imagesIn(await ask('/customers/status/clientAuth', fields));
  await record(account, 'revealed', 'outcome', { bytes: images.map(({ length }) => length) });
  const head = Buffer.from('\r\n--boundary\r\ncontent-type: application/octet-stream\r\n\r\n');
  const length = images.reduce((sum, image) => sum + head.length + image.length, 0);
  response.writeHead(200, { 'content-type': 'multipart/form-data; boundary=boundary', 'content-length': length });
  for (const image of images) {
    response.write(head);
    response.write(image);
  }
  response.end();
}

http
  .createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://bare');
    const account = await accountOf(request.headers.cookie ?? '');
    if (account === undefined) response.writeHead(401).end();
    else await (pathname === '/list' ? list : reveal)(response, account, Object.fromEntries(searchParams));
  })
  .listen(Number(PORT), '127.0.0.1');
