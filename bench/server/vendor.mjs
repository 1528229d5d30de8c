// Sentinel for measuring: asks the sandbox once for each body, and answers it from memory from then on, so that making
// up customers takes no time from what is measured. GET /?upstream=URL&latency=MS says whom to ask and how long to wait.
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
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
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
