import { expect, it } from 'vitest';
import { relativeText } from './relative-time';

const NOW = new Date('2026-11-26T12:00:00Z');

it.each([
  ['2026-11-26T11:59:30Z', 'this minute'],
  ['2026-11-26T11:40:00Z', '20 minutes ago'],
  ['2026-11-26T09:00:00Z', '3 hours ago'],
  ['2026-11-25T11:00:00Z', 'yesterday'],
  ['2026-11-21T12:00:00Z', '5 days ago'],
  ['2026-11-05T12:00:00Z', '3 weeks ago'],
  ['2026-07-26T12:00:00Z', '4 months ago'],
  ['2024-11-20T12:00:00Z', '2 years ago'],
  ['2026-11-28T13:00:00Z', 'in 2 days'],
  ['2026-11-26T14:00:00+02:00', 'this minute'],
  ['yesterday', null],
])('%s is %s', (moment, text) => expect(relativeText(moment, NOW)).toBe(text));
