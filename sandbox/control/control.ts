import type { Reply } from '../http/reply.ts';
import type { ResolvedOptions } from '../options.ts';
import { isSortKey, isSortOrder } from '../vendor/list.ts';
import { NAMED_CUSTOMERS } from '../world/named-customers.ts';
import type { Fields } from '../world/record.ts';
import type { World } from '../world/world.ts';
import { addCustomer, patchCustomer, rawRecord } from './customers.ts';
import { type Faults, parseFault } from './faults.ts';
import type { RequestLog } from './request-log.ts';
import { brief, examples, SCENARIOS } from './scenarios.ts';

export interface ControlContext {
  world: World;
  options: ResolvedOptions;
  log: RequestLog;
  faults: Faults;
}

export interface ControlRequest {
  query: URLSearchParams;
  body: Fields | undefined;
  /** The part of the path after `/__sandbox/customers/`. */
  uuid: string;
}

type Control = (request: ControlRequest, context: ControlContext) => Reply;

const LARGEST_ORDER = 20_000;
const ok = (body: unknown): Reply => ({ status: 200, body });
const error = (status: number, sentence: string): Reply => ({ status, body: { error: sentence } });
const needsBody = error(400, 'The body must be a JSON object.');

const health: Control = (_request, { world, options }) => {
  const { rss, heapUsed } = process.memoryUsage();
  return ok({
    ok: true,
    customers: world.total(),
    seed: options.seed,
    rowShape: options.rowShape,
    today: world.today,
    rss,
    heapUsed,
  });
};

const order: Control = ({ query }, { world }) => {
  const sortBy = query.get('sortBy') ?? 'updatedAt';
  const sortingOrder = query.get('sortingOrder') ?? 'desc';
  if (!isSortKey(sortBy) || !isSortOrder(sortingOrder)) return error(422, 'There is no such order.');
  if (world.total() > LARGEST_ORDER) return error(413, `The order is told for up to ${LARGEST_ORDER} customers.`);
  const places = world.slice(sortBy, sortingOrder, 0, world.total());
  return ok({ uuids: places.map((index) => world.record(index).uuid) });
};

const customers: Control = ({ query }, { world }) => {
  const limit = Number(query.get('limit') ?? 5);
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= 1000)) return error(422, 'limit must be from 1 to 1000.');
  const found = examples(world, query.get('scenario') ?? '', limit);
  return found ? ok({ customers: found }) : error(422, `scenario must be one of ${Object.keys(SCENARIOS).join(', ')}.`);
};

const named: Control = (_request, { world }) =>
  ok(
    NAMED_CUSTOMERS.flatMap(({ key, purpose }) => {
      const index = world.named().get(key);
      return index === undefined ? [] : [{ key, ...brief(world.record(index)), purpose }];
    }),
  );

const addFault: Control = ({ body }, { faults }) => {
  const fault = body ? parseFault(body) : 'The body must be a JSON object.';
  if (typeof fault === 'string') return error(422, fault);
  faults.add(fault);
  return { status: 201, body: { faults: faults.all() } };
};

const reset: Control = (_request, { world, faults, log }) => {
  world.reset();
  faults.clear();
  log.clear();
  return ok({ ok: true });
};

/** Runs `act` with the customer the path names. */
const withCustomer =
  (act: (world: World, index: number, body: Fields | undefined) => Reply): Control =>
  ({ uuid, body }, { world }) => {
    const index = world.findByUuid(uuid);
    return index === undefined ? error(404, 'No customer has this uuid.') : act(world, index, body);
  };

const CONTROLS: Readonly<Record<string, Control>> = {
  'GET health': health,
  'GET log': (_request, { log }) => ok({ entries: log.entries() }),
  'DELETE log': (_request, { log }) => {
    log.clear();
    return ok({ ok: true });
  },
  'GET order': order,
  'GET named': named,
  'GET customers': customers,
  'POST customers': ({ body }, { world }) => (body ? addCustomer(world, body) : needsBody),
  'GET customers/:uuid': withCustomer((world, index) => ok(rawRecord(world.record(index), world.today))),
  'PATCH customers/:uuid': withCustomer((world, index, body) => (body ? patchCustomer(world, index, body) : needsBody)),
  'DELETE customers/:uuid': withCustomer((world, index) => {
    world.remove(index);
    return ok({ ok: true });
  }),
  'GET faults': (_request, { faults }) => ok({ faults: faults.all() }),
  'POST faults': addFault,
  'DELETE faults': (_request, { faults }) => {
    faults.clear();
    return ok({ ok: true });
  },
  'POST reset': reset,
};

export function answerControl(method: string, url: URL, body: Fields | undefined, context: ControlContext): Reply {
  const path = url.pathname.replace(/^\/__sandbox\//, '');
  const [, uuid = ''] = /^customers\/([^/]+)$/.exec(path) ?? [];
  const control = CONTROLS[`${method} ${uuid ? 'customers/:uuid' : path}`];
  return control ? control({ query: url.searchParams, body, uuid }, context) : error(404, 'There is no such control.');
}
