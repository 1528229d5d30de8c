import { expect, it } from 'vitest';
import { isWindow } from './expiring';

it.each([
  [{ within: 'days', from: '2026-01-01', to: '2026-01-01' }, true],
  [{ within: 'days', from: '2026-01-01', to: '2027-01-01' }, true],
  [{ within: 'days', from: '2026-01-01', to: '2027-01-02' }, false],
  [{ within: 'days', from: '2026-01-02', to: '2026-01-01' }, false],
  [{ within: 'days', from: '2026-01-02' }, false],
  [{ within: 'days', to: '2026-01-02' }, false],
  [{ within: 'days', from: '2026-02-30', to: '2026-03-01' }, false],
  [{ within: 'days', from: '2026-02-20', to: '2026-02-30' }, false],
  [{ within: 'this-month' }, true],
  [{ within: 'this-month', from: '2026-01-01' }, false],
  [{ within: 30, to: '2026-01-01' }, false],
] as const)('takes %o: %s', (window, taken) => expect(isWindow(window)).toBe(taken));
