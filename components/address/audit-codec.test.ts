import { describe, expect, it } from 'vitest';
import { AUDIT_CODEC, parseDay, parseUuid } from './audit-codec';

const UUID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';

describe('what an address may say', () => {
  it('customers and people by their uuid alone: no phone number, no e-mail', () => {
    expect(parseUuid(' 3FA85F64-5717-4562-B3FC-2C963F66AFA6 ')).toBe(UUID);
    for (const text of ['971501234567', '+971501234567', 'jo@desk.example', 'opaque_key', '']) {
      expect(parseUuid(text)).toBeNull();
      expect(AUDIT_CODEC.read({ actor: text, customer: text })).toEqual({});
    }
  });

  it('days that exist; the year 2 is one that is being typed', () => {
    expect(parseDay('2028-02-29')).toBe('2028-02-29');
    for (const text of ['2026-02-29', '0002-01-01', '2026-13-01', '24.11.2026', '']) {
      expect(parseDay(text)).toBeNull();
      expect(AUDIT_CODEC.read({ from: text, to: text })).toEqual({});
    }
  });

  it('numbers of events', () => {
    expect(AUDIT_CODEC.read('?before=120')).toEqual({ before: 120 });
    for (const text of ['0', '-1', '1e3', '1.5', 'x', '1234567890123456']) {
      expect(AUDIT_CODEC.read({ before: text })).toEqual({});
    }
  });

  it('known actions', () => {
    expect(AUDIT_CODEC.read('?action=customer.opened')).toEqual({ action: 'customer.opened' });
    for (const text of ['customer.*', '__proto__', '']) expect(AUDIT_CODEC.read({ action: text })).toEqual({});
  });

  it('everything at once, and back again', () => {
    const search = `?actor=${UUID}&action=customer.opened&customer=${UUID}&from=2026-11-01&to=2026-11-24&before=120`;
    expect(AUDIT_CODEC.write(AUDIT_CODEC.read(search))).toBe(search);
  });
});
