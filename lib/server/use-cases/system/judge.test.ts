import { describe, expect, it } from 'vitest';
import type { ChainStatus } from '../../../contracts/audit';
import type { DirectoryStatus } from '../../../contracts/directory';
import type { SystemFinding } from '../../../contracts/system';
import { judgeDatabase, judgeDirectory, judgeReplicas, judgeTrail, judgeVendor, stateOf } from './judge';

const NOW = new Date('2026-11-27T12:00:00.000Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const codes = (findings: SystemFinding[]) => findings.map(({ code }) => code);

describe('the vendor', () => {
  const pool = { pool: 'list', phase: 'closed', since: null, running: 1, waiting: 0, on: 0, of: 2 } as const;
  const fine = { refusedSince: null, lastAnswer: NOW.getTime(), pools: [pool] };

  it('works while calls are answered', () => expect(judgeVendor(fine)).toEqual([]));

  it('needs an administrator when it refuses the credentials', () => {
    const found = judgeVendor({ ...fine, refusedSince: ago(5).getTime() });
    expect(found).toEqual([{ code: 'credentials_refused', since: '2026-11-27T11:55:00.000Z' }]);
    expect(stateOf(found)).toBe('needs-you');
  });

  it('is slow while a kind of call is left alone, or waits for its turn', () => {
    const open = { ...pool, phase: 'open' as const, since: ago(1).getTime(), on: 1 };
    const found = judgeVendor({ ...fine, pools: [open, { ...pool, waiting: 3 }] });
    expect(codes(found)).toEqual(['left_alone', 'pool_full']);
    expect(found[0]).toMatchObject({ on: 1, of: 2 });
    expect(stateOf(found)).toBe('slow');
  });

  it('has only a note before the first call', () => {
    const found = judgeVendor({ ...fine, lastAnswer: null });
    expect([codes(found), stateOf(found)]).toEqual([['never_answered'], 'works']);
  });
});

describe('the directory', () => {
  const ready: DirectoryStatus = {
    ...{ state: 'ready', covered: 200, total: 200, proven: true, walk: null, error: null, skipped: 0 },
    ...{ caughtUpAt: ago(1).toISOString(), walkedAt: ago(60).toISOString() },
  };
  const facts = { syncs: true, runsSince: ago(60).getTime(), now: NOW };
  const judged = (change: Partial<DirectoryStatus>, other: Partial<typeof facts> = {}) =>
    judgeDirectory({ ...ready, ...change }, { ...facts, ...other });

  it('works while it is whole and new', () => expect(judged({})).toEqual([]));
  it('says nothing while it is off', () => expect(judged({ state: 'off', skipped: 3 })).toEqual([]));

  it.each([
    [{ state: 'empty', covered: 0 }, 'directory_empty'],
    [{ state: 'filling', covered: 20 }, 'directory_filling'],
    [{ covered: 150 }, 'directory_filling'],
    [{ caughtUpAt: ago(16).toISOString() }, 'directory_late'],
  ] satisfies [Partial<DirectoryStatus>, string][])('%o is slow: %s', (change, code) => {
    expect(codes(judged(change))).toEqual([code]);
    expect(stateOf(judged(change))).toBe('slow');
  });

  it('tells whether Sentinel is the reason of a failure', () => {
    const at = ago(2).toISOString();
    expect(judged({ error: { code: 'sentinel_timeout', at } })).toEqual([
      { code: 'directory_failed', at, byVendor: true },
    ]);
    expect(judged({ error: { code: 'database_unavailable', at } })).toMatchObject([{ byVendor: false }]);
  });

  it('needs an administrator when no replica syncs, but not right after a start', () => {
    expect(codes(judged({}, { syncs: false }))).toEqual(['nobody_syncs']);
    expect(judged({}, { syncs: false, runsSince: ago(1).getTime() })).toEqual([]);
  });

  it('notes records that could not be read, and stays in order', () => {
    expect(stateOf(judged({ covered: 198, skipped: 2 }))).toBe('works');
    expect(judged({ covered: 198, skipped: 2 })).toEqual([{ code: 'records_skipped', count: 2 }]);
  });
});

describe('the database', () => {
  const fine = { roundTrip: 2.4, waiting: 0, hasTables: true };
  it('works', () => expect(judgeDatabase(fine)).toEqual([]));
  it('is slow by its round trip, or by queries that wait', () => {
    expect(judgeDatabase({ ...fine, roundTrip: 50.6 })).toEqual([{ code: 'database_slow', ms: 51 }]);
    expect(judgeDatabase({ ...fine, waiting: 2 })).toEqual([{ code: 'database_queue', waiting: 2 }]);
  });
  it('needs an administrator when tables are missing', () => {
    expect(stateOf(judgeDatabase({ ...fine, hasTables: false }))).toBe('needs-you');
  });
});

describe('the trail', () => {
  const chain: ChainStatus = { verdict: 'intact', seq: 9, at: ago(60).toISOString(), by: null, byName: null };
  const fine = { waiting: 0, failures: 0, lastFailure: 0, checkpointFailedAt: null, deferred: 0, chain, now: NOW };
  const judged = (change: Partial<Parameters<typeof judgeTrail>[0]>) => judgeTrail({ ...fine, ...change });

  it('works', () => expect(judged({ waiting: 100 })).toEqual([]));

  it.each([
    [{ chain: { ...chain, verdict: 'altered' as const } }, 'chain_broken'],
    [{ failures: 3, lastFailure: ago(9).getTime() }, 'events_refused'],
    [{ checkpointFailedAt: ago(9).getTime() }, 'checkpoint_failed'],
  ])('%o needs an administrator: %s', (change, code) => {
    expect(codes(judged(change))).toEqual([code]);
    expect(stateOf(judged(change))).toBe('needs-you');
  });

  it.each([
    [{ waiting: 101 }, 'events_wait', 'slow'],
    [{ deferred: 1 }, 'events_deferred', 'slow'],
    [{ chain: null }, 'never_verified', 'works'],
    [{ chain: { ...chain, at: ago(36 * 24 * 60).toISOString() } }, 'verified_long_ago', 'works'],
  ])('%o: %s, %s', (change, code, state) => {
    expect(codes(judged(change))).toEqual([code]);
    expect(stateOf(judged(change))).toBe(state);
  });

  it('lets a refused event be news for ten minutes', () => {
    expect(judged({ failures: 3, lastFailure: ago(10).getTime() })).toEqual([]);
  });
});

describe('the replicas', () => {
  const one = { host: 'one', version: '0.1.0+abc', silent: false, seenAt: NOW.toISOString(), delay: 3 };
  it('work', () => expect(judgeReplicas([one, { ...one, host: 'two', delay: null }])).toEqual([]));
  it('need an administrator when one is silent, whatever version it had', () => {
    const found = judgeReplicas([one, { ...one, host: 'two', version: 'older', silent: true }]);
    expect(found).toEqual([{ code: 'replica_silent', host: 'two', since: NOW.toISOString() }]);
    expect(stateOf(found)).toBe('needs-you');
  });
  it('are slow when one stalls', () => {
    expect(judgeReplicas([{ ...one, delay: 501 }])).toEqual([{ code: 'replica_stalls', host: 'one', ms: 501 }]);
  });
  it('of two versions are a note', () => {
    expect(stateOf(judgeReplicas([one, { ...one, version: 'newer' }]))).toBe('works');
    expect(codes(judgeReplicas([one, { ...one, version: 'newer' }]))).toEqual(['versions_differ']);
  });
});
