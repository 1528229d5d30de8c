// How the standalone server ends (`scripts/server-guard.mjs` loads this). After SIGTERM, `/api/health/ready` says 503, so
// that a load balancer sends people elsewhere, and connections end with their next answer. After DRAIN_SECONDS no new
// connection is taken. What runs has 25 seconds to end; then its connections are cut, and it may still write its outcome.
import { setTimeout as sleep } from 'node:timers/promises';

const ENDS_WITHIN = 25_000;
const OUTCOMES_WITHIN = 2_500;
const FAREWELL_WITHIN = 500;
const LOOK = 20;
/** As `DRAIN_SECONDS` of `lib/server/env.ts`. */
const DRAIN_SECONDS = 3;

const servers = new Set();
let underWay = 0;
let isStopping = false;

// Next would stop at once, in its own way.
process.env.NEXT_MANUAL_SIG_HANDLE = '1';
process.on('SIGTERM', () => void stop(143, Number(process.env.DRAIN_SECONDS || DRAIN_SECONDS)));
process.on('SIGINT', () => void stop(130, 0));

/** Watches the requests of a server. */
export function drainable(server) {
  servers.add(server);
}

/** A request begins. */
export function begin(response) {
  if (isStopping) response.shouldKeepAlive = false;
  underWay += 1;
  response.once('close', () => {
    underWay -= 1;
  });
}

async function stop(code, seconds) {
  if (isStopping) return;
  isStopping = true;
  tellReadiness();
  await sleep(seconds * 1_000);
  for (const server of servers) {
    server.close();
    server.closeIdleConnections();
  }
  await untilQuiet(ENDS_WITHIN);
  if (underWay > 0) {
    for (const server of servers) server.closeAllConnections();
    await sleep(OUTCOMES_WITHIN);
  }
  await closeTrail();
  await Promise.race([farewell(), sleep(FAREWELL_WITHIN)]);
  process.exit(code);
}

/** Last words of the application: it leaves the list of replicas (`lib/server/replicas`), and sends its last traces. */
async function farewell() {
  const words = [...(globalThis.deskSingletons?.get('farewells') ?? [])];
  await Promise.allSettled(words.map((say) => say()));
}

async function untilQuiet(ms) {
  for (const end = Date.now() + ms; underWay > 0 && Date.now() < end; ) {
    await sleep(LOOK);
    for (const server of servers) server.closeIdleConnections();
  }
}

/** Writes a checkpoint of the newest event, so that a trail that is cut off or restored afterwards is found to be. */
async function closeTrail() {
  const closed = globalThis.deskSingletons?.get('audit-trail')?.close();
  await Promise.race([closed, sleep(OUTCOMES_WITHIN)]).catch(() => {});
}

/** The place that `lib/server/singleton.ts` keeps for `use-cases/health.ts`. */
function tellReadiness() {
  globalThis.deskSingletons ??= new Map();
  const stopping = globalThis.deskSingletons.get('stopping') ?? { since: null };
  stopping.since = Date.now();
  globalThis.deskSingletons.set('stopping', stopping);
}
