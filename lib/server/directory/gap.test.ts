import 'server-only';
import { describe, expect, it } from 'vitest';
import { countGapWalks, gapOf, isFilledAgain, isGapDue } from './gap';

const NOW = new Date('2026-11-26T12:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const state = (change: Partial<Parameters<typeof isGapDue>[0]> = {}) => ({
  ...{ covered: 40_000, total: 40_000, skipped: 0, gap: 0, gapWalks: 0, walkedAt: ago(1) },
  ...change,
});

describe('a walk because of the gap', () => {
  it.each([
    ['a directory in step', {}, false],
    ['changes on their way', { covered: 39_960 }, false],
    ['customers deleted at the vendor, about to leave', { covered: 40_050 }, false],
    ['another base behind the same database', { covered: 13_171, total: 1_000_000 }, true],
    ['a much smaller base', { total: 400 }, true],
    ['a small base that grew by a fifth at once', { covered: 60, total: 75 }, true],
    ['records that cannot be read', { covered: 39_000, skipped: 1_000 }, false],
    ['no total', { total: null }, false],
    ['a first walk that is not over', { covered: 100, walkedAt: null }, false],
    ['the first of two walks after which the gone leave', { covered: 40_500, gap: -500, gapWalks: 1 }, true],
    ['a contradiction that two walks have not solved', { covered: 39_000, gap: 1_000, gapWalks: 2 }, false],
    ['the same, hours later', { covered: 39_000, gap: 1_000, gapWalks: 5, walkedAt: ago(300) }, false],
    ['a gap that goes on changing, at once', { covered: 38_000, gap: 1_000, gapWalks: 2 }, false],
    ['a gap that has changed, after a rest', { covered: 38_000, gap: 1_000, gapWalks: 2, walkedAt: ago(31) }, true],
  ])('%s: %o', (_, change, due) => {
    expect(isGapDue(state(change), NOW)).toBe(due);
  });

  it('is counted until the gap has closed', () => {
    expect(countGapWalks(state({ covered: 100, gapWalks: 1 }))).toBe(2);
    expect(countGapWalks(state({ gapWalks: 5 }))).toBe(0);
    expect(gapOf(state({ covered: 39_990, skipped: 4 }))).toBe(6);
  });
});

it('a directory that lacks a tenth of the customers fills again, unless two walks have brought no more', () => {
  expect(isFilledAgain(state({ covered: 13_171, total: 1_000_000 }))).toBe(true);
  expect(isFilledAgain(state({ covered: 39_000 }))).toBe(false);
  expect(isFilledAgain(state({ covered: 60_000 }))).toBe(false);
  expect(isFilledAgain(state({ covered: 13_171, total: 1_000_000, gapWalks: 2 }))).toBe(false);
  expect(isFilledAgain(state({ covered: 0, total: 5 }))).toBe(false);
});
