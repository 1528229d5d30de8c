import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sandboxControl } from '../support/desk/sandbox-control.ts';
import type { Victim } from './victim.ts';

const ACTIONS = [
  'customers.listed',
  'customer.opened',
  'customer.images-revealed',
  'customer.contact-corrected',
] as const;
export type LoadAction = (typeof ACTIONS)[number];

/** An answer that came whole: whoever got it may believe that it was recorded. */
export interface Acknowledged {
  requestId: string;
  action: LoadAction;
  customer: string | null;
}

export interface Load {
  acknowledged: Acknowledged[];
  /** Error code -> how often; `lost` for no answer at all. */
  refused: Map<string, number>;
  /** The customer that each e-mail leads to: the vendor's log names people by it. */
  byEmail: Map<string, string>;
  stop(): Promise<void>;
}

interface Target {
  uuid: string;
  email: string;
  phoneNumber: string;
}

/** Between two calls of a client, ms: some forty calls a second from four clients. */
const PAUSE = 60;
const ANSWER_WITHIN = 20_000;

/** Several clients who open, list, reveal and correct, each with customers of their own, until they are stopped. */
export async function startLoad(victim: Victim, clients: number): Promise<Load> {
  const sandbox = sandboxControl(victim.sandboxUrl);
  const found = (await sandbox.examples('ordinary', clients * 5)).flatMap(({ uuid, email, phoneNumber }): Target[] =>
    email !== null && phoneNumber !== null ? [{ uuid, email, phoneNumber }] : [],
  );
  const cookie = await signIn(victim);
  const load: Omit<Load, 'stop'> = {
    acknowledged: [],
    refused: new Map(),
    byEmail: new Map(found.map(({ uuid, email }) => [email, uuid])),
  };
  let stopping = false;
  const client = async (index: number) => {
    const own = found.filter((_, place) => place % clients === index);
    while (!stopping) {
      await act(victim.appUrl, cookie, load, own);
      await sleep(PAUSE + randomInt(PAUSE));
    }
  };
  const running = Array.from({ length: clients }, (_, index) => client(index));
  return {
    ...load,
    stop: async () => {
      stopping = true;
      await Promise.all(running);
    },
  };
}

async function act(appUrl: string, cookie: string, load: Omit<Load, 'stop'>, own: Target[]): Promise<void> {
  const action = ACTIONS[randomInt(ACTIONS.length)] ?? 'customers.listed';
  const target = own[randomInt(own.length)];
  if (target === undefined) throw new Error('there are too few customers');
  const phoneNumber = `+97150${String(randomInt(10_000_000)).padStart(7, '0')}`;
  const [method, place, body] = {
    'customers.listed': ['GET', '/api/customers?perPage=10', undefined] as const,
    'customer.opened': ['GET', `/api/customers/${target.uuid}`, undefined] as const,
    'customer.images-revealed': ['POST', `/api/customers/${target.uuid}/images`, { optimized: true }] as const,
    'customer.contact-corrected': [
      'PATCH',
      `/api/customers/${target.uuid}/contact`,
      { phoneNumber, expected: { email: target.email, phoneNumber: target.phoneNumber } },
    ] as const,
  }[action];
  const count = (code: string) => load.refused.set(code, (load.refused.get(code) ?? 0) + 1);
  try {
    const answer = await fetch(appUrl + place, {
      method,
      headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
    const said = Buffer.from(await answer.arrayBuffer());
    if (answer.status === 200) {
      const customer = action === 'customers.listed' ? null : target.uuid;
      load.acknowledged.push({ requestId: answer.headers.get('x-request-id') ?? '', action, customer });
      if (action === 'customer.contact-corrected') target.phoneNumber = phoneNumber;
    } else {
      const { error } = JSON.parse(said.toString()) as { error: { code: string; versions?: { current: Target } } };
      count(error.code);
      // A correction whose answer was lost had happened: what is there now is what the next one goes by.
      if (error.versions) target.phoneNumber = error.versions.current.phoneNumber;
    }
  } catch {
    count('lost');
  }
}

async function signIn(victim: Victim): Promise<string> {
  const admin = victim.people.find(({ role }) => role === 'admin');
  const pairs = (answer: Response) => answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  const csrf = await fetch(`${victim.appUrl}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${victim.appUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: pairs(csrf).join('; ') },
    body: new URLSearchParams({ csrfToken, email: admin?.email ?? '', password: admin?.password ?? '', json: 'true' }),
  });
  if (answer.status !== 200) throw new Error(`could not sign in: ${answer.status}`);
  return pairs(answer).join('; ');
}
