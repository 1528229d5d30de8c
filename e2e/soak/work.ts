import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { COVERAGE_GAPS } from '@/lib/contracts/coverage';
import { WHY } from '../support/desk/purpose.ts';
import type { NamedCustomer } from '../support/desk/sandbox-control.ts';
import { tryToSignInAt } from '../support/desk/try-to-sign-in.ts';
import type { SoakPerson } from './people.ts';

export const ACTIONS = ['list', 'search', 'open', 'reveal', 'correct', 'export', 'sign in', 'sign out'] as const;
export type Action = (typeof ACTIONS)[number];

/** How one action came out. Times are ms, the beginning since 1970. */
export interface Done {
  action: Action;
  began: number;
  took: number;
  /** `ok`, an error code of the desk, or `lost` for no answer. */
  outcome: string;
}

/** How often each action comes, in parts of all. */
const MIX: Record<SoakPerson['role'], Partial<Record<Action, number>>> = {
  support: { list: 25, search: 30, open: 35, correct: 10 },
  compliance: { list: 25, search: 25, open: 35, reveal: 12, export: 3 },
};
/** Between two actions of a person, ms: quick work all day, and within everybody's budgets. */
const THINKS = { from: 2_000, to: 6_000 };
/** A person signs out and in again after so long, ms: a proof of identity is never older than an export needs. */
const STAYS = { from: 180_000, to: 420_000 };
const ANSWER_WITHIN = 60_000;
const WORDS = ['ali', 'maria', 'khan', 'smith', 'noor', 'chen', 'omar', 'sara', 'ivan', 'lee'];

interface Desk {
  appUrl: string;
  customers: readonly NamedCustomer[];
  /** Customers whom this person alone corrects. */
  own: NamedCustomer[];
  note: (done: Done) => void;
  until: number;
}

/** One person's day, compressed: signs in, works in a mix of their role, signs out, until the time is over. */
export async function work(person: SoakPerson, desk: Desk): Promise<void> {
  while (Date.now() < desk.until) {
    const cookie = await signIn(person, desk);
    if (cookie === null) {
      await pause(THINKS);
      continue;
    }
    const leaves = Math.min(desk.until, Date.now() + randomInt(STAYS.from, STAYS.to));
    while (Date.now() < leaves) {
      await pause(THINKS);
      await act(pick(MIX[person.role]), person, desk, cookie);
    }
    await signOut(person, desk, cookie);
  }
}

const pause = ({ from, to }: { from: number; to: number }) => sleep(randomInt(from, to));

function pick(mix: Partial<Record<Action, number>>): Action {
  const entries = Object.entries(mix) as [Action, number][];
  let place = randomInt(entries.reduce((sum, [, parts]) => sum + parts, 0));
  for (const [action, parts] of entries) {
    place -= parts;
    if (place < 0) return action;
  }
  return 'list';
}

async function act(action: Action, person: SoakPerson, desk: Desk, cookie: string): Promise<void> {
  const customer = desk.customers[randomInt(desk.customers.length)];
  const mine = desk.own[randomInt(Math.max(1, desk.own.length))];
  const place = `/api/customers/${customer?.uuid ?? ''}`;
  const text = WORDS[randomInt(WORDS.length)] ?? '';
  switch (action) {
    case 'list':
      return await send(action, desk, person, cookie, 'GET', `/api/customers?page=${1 + randomInt(20)}`);
    case 'search':
      return await send(action, desk, person, cookie, 'POST', '/api/customers/search', { text });
    case 'open':
      return await send(action, desk, person, cookie, 'GET', place);
    case 'reveal':
      return await send(action, desk, person, cookie, 'POST', `${place}/images`, { optimized: true });
    case 'export': {
      const body = { text, columns: ['uuid', 'status'], accepts: COVERAGE_GAPS, why: WHY };
      return await send(action, desk, person, cookie, 'POST', '/api/customers/export', body);
    }
    case 'correct': {
      if (mine === undefined) return;
      const phoneNumber = `+97150${String(randomInt(10_000_000)).padStart(7, '0')}`;
      const body = { phoneNumber, expected: { email: mine.email, phoneNumber: mine.phoneNumber } };
      const saved = () => {
        mine.phoneNumber = phoneNumber;
      };
      return await send(
        action,
        desk,
        person,
        cookie,
        'PATCH',
        `/api/customers/${mine.uuid}/contact`,
        body,
        saved,
        mine,
      );
    }
    default:
      return;
  }
}

async function send(
  action: Action,
  { appUrl, note }: Desk,
  { address }: SoakPerson,
  cookie: string,
  method: string,
  path: string,
  body?: unknown,
  saved?: () => void,
  mine?: NamedCustomer,
): Promise<void> {
  const began = Date.now();
  const started = performance.now();
  const told = (outcome: string) => note({ action, began, took: performance.now() - started, outcome });
  try {
    const answer = await fetch(appUrl + path, {
      method,
      headers: {
        cookie,
        'x-forwarded-for': address,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
    const said = await answer.text();
    if (answer.status === 200) {
      saved?.();
      // A late answer comes as a line of its own, and may be a failure.
      return told(/\n\{"type":"failed".*?"code":"(\w+)"/s.exec(said)?.[1] ?? 'ok');
    }
    const { error } = JSON.parse(said) as { error: { code: string; versions?: { current: NamedCustomer } } };
    // A correction whose answer was lost had happened: the next one goes by what is there now.
    if (mine !== undefined && error.versions !== undefined) mine.phoneNumber = error.versions.current.phoneNumber;
    told(error.code);
  } catch {
    told('lost');
  }
}

async function signIn(person: SoakPerson, { appUrl, note }: Desk): Promise<string | null> {
  const began = Date.now();
  const started = performance.now();
  const { email, password, address } = person;
  const came = await tryToSignInAt(email, password, { appUrl, address }).catch(() => null);
  const outcome =
    came === null ? 'lost' : came.status === 200 && came.error === null ? 'ok' : (came.error ?? `${came.status}`);
  note({ action: 'sign in', began, took: performance.now() - started, outcome });
  return outcome === 'ok' && came !== null ? came.cookie : null;
}

async function signOut({ address }: SoakPerson, { appUrl, note }: Desk, cookie: string): Promise<void> {
  const began = Date.now();
  const started = performance.now();
  const outcome = await (async () => {
    const headers = { cookie, 'x-forwarded-for': address };
    const { csrfToken } = (await (await fetch(`${appUrl}/api/auth/csrf`, { headers })).json()) as { csrfToken: string };
    const answer = await fetch(`${appUrl}/api/auth/signout`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken, json: 'true' }),
    });
    return answer.ok ? 'ok' : String(answer.status);
  })().catch(() => 'lost');
  note({ action: 'sign out', began, took: performance.now() - started, outcome });
}
