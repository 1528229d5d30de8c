import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { expect, it } from 'vitest';
import { NATIONS } from './nations.ts';
import { PHONE_HEADS, PHONE_SHAPES, phoneFrom, scatteredDigits } from './phones.ts';
import { createPopulation } from './population.ts';

/** Every leading digit, and the rest spread over what six digits can be. */
const samples = Array.from({ length: 200 }, (_, n) => `${n % 10}${String((n * 5025) % 1_000_000).padStart(6, '0')}`);

it('has a shape for every nation', () => {
  expect(NATIONS.map(({ code }) => code).filter((code) => !PHONE_SHAPES[code])).toEqual([]);
});

it('makes numbers that are valid, and that lead back to their digits', () => {
  for (const [country, shapes] of Object.entries(PHONE_SHAPES)) {
    for (const shape of shapes) {
      for (const digits of samples) {
        const { head, rest } = phoneFrom(shape, digits);
        expect([country, head + rest, isValidPhoneNumber(head + rest)]).toEqual([country, head + rest, true]);
        expect(scatteredDigits(head + rest)).toBe(digits);
      }
    }
  }
});

it('has no head that begins another, which ordering by head relies on', () => {
  const clashes = PHONE_HEADS.filter((head) => PHONE_HEADS.some((other) => other !== head && other.startsWith(head)));
  expect(clashes).toEqual([]);
});

it('draws valid numbers for everybody', () => {
  const population = createPopulation(156, Date.parse('2026-03-05'));
  const numbers = Array.from({ length: 3000 }, (_, index) => population.certainPhone(index));
  expect(numbers.filter((number) => !isValidPhoneNumber(number))).toEqual([]);
});
