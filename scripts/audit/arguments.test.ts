import { describe, expect, it } from 'vitest';
import { UsageError } from '../accounts/arguments.ts';
import { parseRequest } from './arguments.ts';

describe('npm run audit', () => {
  it('reads each request', () => {
    expect(parseRequest(['verify'])).toEqual({ action: 'verify' });
    expect(parseRequest(['verify', '--checkpoints', 'file', '--archived-to=12'])).toEqual({
      action: 'verify',
      checkpoints: 'file',
      archivedTo: 12,
    });
    expect(parseRequest(['export', '--from', '2026-11-01', '--to', '2026-11-30', '--format', 'csv'])).toEqual({
      action: 'export',
      body: { format: 'csv', from: '2026-11-01', to: '2026-11-30' },
    });
    expect(parseRequest(['export', '--help'])).toBe('help');
  });

  it.each([
    [[], 'Say what to do.'],
    [['repair'], 'There is no "repair".'],
    [['verify', 'now'], 'one word too many'],
    [['verify', '--archived-to', 'yesterday'], '--archived-to must be the number of an event.'],
    [['export'], '--format must be jsonl or csv.'],
    [['export', '--format', 'xlsx'], '--format must be jsonl or csv.'],
    [['export', '--format', 'csv', '--from', '2026-02-31'], '--from must be a UTC day'],
    [['verify', '--key', 'secret'], "Unknown option '--key'."],
  ])('refuses %s', (args, sentence) => {
    expect(() => parseRequest(args)).toThrow(UsageError);
    expect(() => parseRequest(args)).toThrow(sentence);
  });
});
