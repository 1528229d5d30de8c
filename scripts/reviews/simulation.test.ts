import { expect, it } from 'vitest';
import { DEFAULT_REVIEW_SETTINGS } from '@/lib/server/review-settings';
import { UsageError } from '../accounts/arguments.ts';
import { parseRequest } from './arguments.ts';
import { SHAPES } from './harvest.ts';
import { BOUNDS, isNamed } from './report.ts';
import { replayHarvests } from './simulate.ts';

/**
 * The first three weeks of the simulations, with the seed 1. `npm run reviews -- --simulate` judges the whole quarter, with any
 * seeds; its figures stand in `docs/trust.md`.
 */
it('three ordinary weeks are left alone, and each harvest is named as its shape demands', { timeout: 240_000 }, () => {
  const { personDays, falsely, named } = replayHarvests(DEFAULT_REVIEW_SETTINGS, 1, SHAPES, 15);
  expect(personDays).toBeGreaterThan(500);
  // The desk's first days, on which no colleague says what is usual, have more of them than the rest of a quarter.
  expect((100 * falsely.length) / personDays).toBeLessThan(2 * BOUNDS.false);
  expect(named.filter((one) => !isNamed(one))).toEqual([]);
  expect(named.filter(({ shape }) => shape.bound !== 'none')).toHaveLength(5);
});

it('the command says what is missing', () => {
  expect(parseRequest(['--since', '90d'])).toEqual({ action: 'since', days: 90, rows: 8 });
  expect(parseRequest(['--simulate', '--seeds', '1,2'])).toEqual({ action: 'simulate', seeds: [1, 2] });
  for (const args of [
    [],
    ['--since', 'May'],
    ['--since', '9d', '--simulate'],
    ['--simulate', '--seeds', 'x'],
    ['--what'],
  ]) {
    expect(() => parseRequest(args)).toThrow(UsageError);
  }
});
