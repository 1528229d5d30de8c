import { expect, it } from 'vitest';
import { SCENARIOS } from '../control/scenarios.ts';
import labels from '../status-labels.json' with { type: 'json' };
import { expiredIds } from '../vendor/shape.ts';
import { isoDay } from './days.ts';
import { demoStatusLabels, STATUS_CODES, UNLABELLED_STATUS } from './status.ts';
import { createWorld } from './world.ts';

const now = new Date('2026-03-05T10:00:00.000Z');
const world = createWorld({ customers: 2400, seed: 156, now, named: true, clock: () => now.getTime() });
const everybody = Array.from({ length: 2400 }, (_, index) => world.record(index));

it('has somebody for every scenario', () => {
  const missing = Object.entries(SCENARIOS).filter(
    ([, test]) => !everybody.some((record) => test(record, world.today)),
  );
  expect(missing.map(([name]) => name)).toEqual([]);
});

it('has every status, and labels all but one', () => {
  expect(new Set(everybody.map(({ status }) => status))).toEqual(new Set(STATUS_CODES.map(({ code }) => code)));
  expect(labels).toEqual(demoStatusLabels());
  expect(labels).not.toHaveProperty(String(UNLABELLED_STATUS));
  expect(labels['2'].label).toBe('Draft');
});

it('has addresses at example domains only', () => {
  const domains = new Set(everybody.flatMap(({ email }) => email?.toLowerCase().split('@')[1] ?? []));
  for (const domain of domains) expect(domain).toMatch(/^example\.(com|org|net)$|\.example$/);
});

it('writes dates that exist', () => {
  const dates = JSON.stringify(everybody).match(/(?<=")\d{4}-\d\d-\d\d(?=")/g) ?? [];
  expect(dates.length).toBeGreaterThan(5000);
  expect(
    dates.filter((date) => Number.isNaN(Date.parse(date)) || isoDay(Date.parse(date) / 86_400_000) !== date),
  ).toEqual([]);
});

it('calls a document expired from the day after its last', () => {
  const edge = everybody[world.named().get('expired-today-edge') ?? -1];
  expect(edge?.passport?.dateOfExpiry).toBe('2026-03-05');
  expect(edge && expiredIds(edge, world.today)).toEqual(['emiratesId']);
});

it('makes the first page look like a day at work', () => {
  const page = world.slice('updatedAt', 'desc', 0, 50).map((index) => world.record(index));
  const share = (name: string) => page.filter((record) => SCENARIOS[name]?.(record, world.today)).length;
  expect(new Set(page.map(({ status }) => status)).size).toBeGreaterThan(5);
  for (const scenario of ['arabic', 'expired', 'expiring']) expect(share(scenario)).toBeGreaterThan(2);
});
