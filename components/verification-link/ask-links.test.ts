import { expect, it } from 'vitest';
import { ApiError } from '@/lib/client/api-error';
import type { ErrorCode } from '@/lib/contracts/errors';
import { askLinks, type LinkState } from './ask-links';

const people = (...uuids: string[]) => uuids.map((uuid) => ({ uuid }));

async function run(uuids: string[], ask: (uuid: string) => Promise<string>, stopAfter = Number.POSITIVE_INFINITY) {
  const states = new Map<string, LinkState>();
  const asked: string[] = [];
  const asking = (uuid: string) => {
    asked.push(uuid);
    return ask(uuid);
  };
  await askLinks(
    people(...uuids),
    asking,
    (uuid, state) => states.set(uuid, state),
    () => asked.length >= stopAfter,
  );
  return { asked, kinds: Object.fromEntries([...states].map(([uuid, { kind }]) => [uuid, kind])), states };
}

const failing =
  (code: ErrorCode | 'network', status = 422) =>
  async () => {
    throw new ApiError(code, 'because', status);
  };

it('asks for each customer once, one after the other, also where a customer is given twice', async () => {
  const { asked, kinds, states } = await run(['a', 'b', 'a'], async (uuid) => `https://verify.example/${uuid}`);
  expect(asked).toEqual(['a', 'b']);
  expect(kinds).toEqual({ a: 'created', b: 'created' });
  expect(states.get('b')).toEqual({ kind: 'created', link: 'https://verify.example/b' });
});

it('a refusal of one loses no other', async () => {
  const ask = async (uuid: string) => (uuid === 'b' ? await failing('wrong_person', 409)() : uuid);
  expect((await run(['a', 'b', 'c'], ask)).kinds).toEqual({ a: 'created', b: 'refused', c: 'created' });
});

it.each(['approval_required', 'purpose_required'] as const)('%s leaves the link to a colleague', async (code) => {
  expect((await run(['a', 'b'], failing(code, 202))).kinds).toEqual({ a: 'colleague', b: 'colleague' });
});

it.each(['network', 'internal', 'sentinel_timeout'] as const)(
  'after %s a link may exist, and is not asked for again',
  async (code) => {
    const { asked, kinds } = await run(['a'], failing(code, code === 'network' ? 0 : 500));
    expect(asked).toEqual(['a']);
    expect(kinds).toEqual({ a: 'unknown' });
  },
);

it.each(['forbidden', 'budget_spent', 'audit_unavailable', 'unauthenticated', 'other_person'] as const)(
  '%s ends it: nobody else is asked for',
  async (code) => {
    const { asked, kinds } = await run(['a', 'b', 'c'], failing(code));
    expect(asked).toEqual(['a']);
    expect(kinds).toEqual({ a: 'refused', b: 'not-asked', c: 'not-asked' });
  },
);

it('stops when the person says so: the links before stay', async () => {
  const { kinds } = await run(['a', 'b', 'c'], async (uuid) => uuid, 2);
  expect(kinds).toEqual({ a: 'created', b: 'created', c: 'not-asked' });
});
