// Sentinel for measuring: asks the sandbox once for each body, and answers it from memory from then on, so that making
// up customers takes no time from what is measured. GET /?upstream=URL&latency=MS says whom to ask and how long to wait.
// A customer's images are made as large as photographs are: 4 MB of base64 together.
import { randomBytes } from 'node:crypto';
import http from 'node:http';

let upstream = '';
let latency = 0;
/** What was asked, with its credentials, and the bytes of the answer. */
const answers = new Map();

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function ask(path, body) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(upstream + path, { method: 'POST', headers, body });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, bytes: path.includes('/status/') && answer.ok ? withLargeImages(bytes) : bytes };
}

const IMAGES_BYTES = 4_000_000;
/** No text of a record is as long as an image. */
const IMAGE_FROM = 2_000;

/** Bytes after the end of a picture change nothing of it, and can't be compressed. */
function withLargeImages(bytes) {
  const isImage = (value) => typeof value === 'string' && value.length > IMAGE_FROM;
  let count = 0;
  const record = JSON.parse(bytes.toString(), (_, value) => {
    if (isImage(value)) count += 1;
    return value;
  });
  const more = ({ length }) => Math.max(0, Math.round(((IMAGES_BYTES / count) * 3) / 4) - length);
  const grown = (_, value) => {
    if (!isImage(value)) return value;
    const [, kind = '', data = ''] = /^(data:[^,]*,)?(.*)$/s.exec(value);
    const picture = Buffer.from(data, 'base64');
    return kind + Buffer.concat([picture, randomBytes(more(picture))]).toString('base64');
  };
  return Buffer.from(JSON.stringify(record, grown));
}

http
  .createServer(async (request, response) => {
    const url = new URL(request.url, 'http://vendor');
    if (request.method === 'GET') {
      upstream = url.searchParams.get('upstream') ?? upstream;
      latency = Number(url.searchParams.get('latency') ?? latency);
      response.end();
      return;
    }
    const body = await bodyOf(request);
    const key = `${request.url} ${body.toString('latin1')}`;
    if (!answers.has(key)) answers.set(key, await ask(request.url, body));
    const { status, bytes } = answers.get(key);
    if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
    response.end(bytes);
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
