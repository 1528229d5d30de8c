import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { openDatabase } from '../db/client';
import { type ChallengeBinding, issueChallenge, takeChallenge } from './passkey-challenges';

/** When a challenge counts, at a real Postgres, because the rules are in its statements. */

let databases: OwnDatabases;
let database: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  databases = await ownDatabases();
  database = openDatabase(databases.url);
}, 60_000);
afterAll(async () => {
  await database?.close();
}, 60_000);

const mine: ChallengeBinding = { purpose: 'proof', boundTo: 'session' };
const issue = (askedFrom: string) => issueChallenge(database.db, mine, askedFrom);
const take = (challenge: string, change: Partial<ChallengeBinding> = {}) =>
  takeChallenge(database.db, { ...mine, ...change }, challenge);
const age = () => databases.asOwner("UPDATE passkey_challenges SET expires_at = now() - interval '1 second'");

it('counts once, also when two replicas get the answer at the same moment', async () => {
  const challenge = await issue('here');
  const taken = await Promise.all([take(challenge), take(challenge), take(challenge)]);
  expect(taken.filter(Boolean)).toHaveLength(1);
});

it('counts for its purpose and its session alone, and stays when another one answers', async () => {
  const challenge = await issue('here');
  expect(await take(challenge, { purpose: 'sign-in' })).toBe(false);
  expect(await take(challenge, { boundTo: 'another session' })).toBe(false);
  expect(await take('made-up')).toBe(false);
  expect(await take(challenge)).toBe(true);
});

it('counts no more once it is old, and makes room then', async () => {
  const challenge = await issue('there');
  await age();
  expect(await take(challenge)).toBe(false);
  await issue('there');
  const [left] = await databases.asOwner('SELECT count(*)::int AS rows FROM passkey_challenges');
  expect(left?.rows).toBe(1);
});

it('is refused to a network with a hundred open ones, and to no other', async () => {
  await age();
  for (let open = 0; open < 100; open += 1) await issue('busy');
  await expect(issue('busy')).rejects.toMatchObject({ code: 'too_many_attempts' });
  await issue('elsewhere');
});

it('lies in the table as a hash', async () => {
  const challenge = await issue('here');
  const rows = await databases.asOwner('SELECT * FROM passkey_challenges');
  expect(JSON.stringify(rows)).not.toContain(challenge);
});
