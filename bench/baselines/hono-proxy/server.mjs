// What a team would put in front of Sentinel in an afternoon: it keeps the client secret, checks a session cookie, hands
// requests on, and serves a built single-page application. No audit trail, no directory, no check of who was found.
import { randomUUID } from 'node:crypto';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

const { SENTINEL_BASE_URL, SENTINEL_CLIENT_UUID, SENTINEL_CLIENT_SECRET, PASSWORD, STATIC_DIR } = process.env;
const sessions = new Set();
/** The contact of each customer that a list has shown: Sentinel looks nobody up by id. */
const contacts = new Map();

async function sentinel(path, fields) {
  const answer = await fetch(`${SENTINEL_BASE_URL}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ clientUuid: SENTINEL_CLIENT_UUID, clientSecret: SENTINEL_CLIENT_SECRET, ...fields }),
  });
  return { status: answer.status, body: await answer.json() };
}

const app = new Hono();

app.post('/api/login', async (context) => {
  const { password } = await context.req.json();
  if (password !== PASSWORD) return context.json({ message: 'Wrong password' }, 401);
  const session = randomUUID();
  sessions.add(session);
  setCookie(context, 'session', session, { httpOnly: true, sameSite: 'Lax', path: '/' });
  return context.json({});
});

app.use('/api/*', async (context, next) => {
  if (!sessions.has(getCookie(context, 'session'))) return context.json({ message: 'Signed out' }, 401);
  await next();
});

app.get('/api/customers', async (context) => {
  const { page, perPage, sort, order } = context.req.query();
  const { status, body } = await sentinel('/customers/listWithDoc/clientAuth', {
    page: Number(page),
    entriesPerPage: Number(perPage),
    sortBy: sort,
    sortingOrder: order,
  });
  if (status !== 200) return context.json({ message: 'Sentinel refused' }, 502);
  for (const { uuid, email, phoneNumber } of body.data.data) contacts.set(uuid, { email, phoneNumber });
  return context.json({ data: body.data.data, total: body.data.meta.total });
});

const lookUp = (path) => async (context) => {
  const { status, body } = await sentinel(path, contacts.get(context.req.param('uuid')) ?? {});
  return status === 200 ? context.json(body.data) : context.json({ message: 'Not found' }, 404);
};
app.get('/api/customers/:uuid', lookUp('/customers/statusWithoutImages/clientAuth'));
app.get('/api/customers/:uuid/images', lookUp('/customers/status/clientAuth'));

app.put('/api/customers/:uuid', async (context) => {
  const { email, phoneNumber } = await context.req.json();
  const customerUuid = context.req.param('uuid');
  const { status, body } = await sentinel('/customers/contact/clientAuth', { customerUuid, email, phoneNumber });
  if (status !== 200) return context.json({ message: 'Sentinel refused the contact' }, 400);
  contacts.set(customerUuid, { email, phoneNumber });
  return context.json(body.data);
});

if (STATIC_DIR) app.use('*', serveStatic({ root: STATIC_DIR, precompressed: true }));

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT) }, ({ port }) =>
  console.log(`Proxy ready at http://127.0.0.1:${port}`),
);
process.on('SIGTERM', () => {
  server.close();
  process.exit(0);
});
