import { describe, expect, it } from 'vitest';
import { EnvError, parseEnv } from './env';

const good = {
  SENTINEL_BASE_URL: 'https://api.sentinel.example.com',
  SENTINEL_CLIENT_UUID: '7f1f3b52-8d0a-4c39-9f6a-0f3c6a0d6c11',
  SENTINEL_CLIENT_SECRET: 'a-secret-of-15-characters',
  DATABASE_URL: 'postgres://desk@127.0.0.1:5432/desk',
  NEXTAUTH_URL: 'https://desk.example.com',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  AUDIT_KEY: 'y'.repeat(32),
  DIRECTORY_KEY: 'z'.repeat(32),
  AUDIT_CHECKPOINT_FILE: '/var/lib/desk/audit-checkpoints.jsonl',
};

const problems = (source: Record<string, string | undefined>, options?: { embeddedDatabase: boolean }): string => {
  try {
    parseEnv(source, options);
    return '';
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
};

describe('parseEnv', () => {
  it('takes a complete environment and fills in what may be left out', () => {
    expect(parseEnv(good)).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
      SENTINEL_STATUS_LABELS: {},
    });
  });

  it('names every problem at once', () => {
    const message = problems({});
    for (const key of Object.keys(good)) expect(message).toContain(key);
  });

  it('never says a value', () => {
    const message = problems({ ...good, NEXTAUTH_SECRET: 'too-short-secret', SENTINEL_CLIENT_SECRET: 'short' });
    expect(message).toContain('NEXTAUTH_SECRET must have 32 bytes or more');
    expect(message).toContain('SENTINEL_CLIENT_SECRET must have 15 characters or more');
    expect(message).not.toMatch(/too-short-secret|short$/m);
  });

  it.each(['SENTINEL_BASE_URL', 'NEXTAUTH_URL'])('takes http for %s on loopback only', (key) => {
    expect(problems({ ...good, [key]: 'http://127.0.0.1:4010' })).toBe('');
    expect(problems({ ...good, [key]: 'http://localhost:4010' })).toBe('');
    expect(problems({ ...good, [key]: 'http://sentinel.example.com' })).toContain('must be https');
    expect(problems({ ...good, [key]: 'http://127.0.0.1.example.com' })).toContain('must be https');
    expect(problems({ ...good, [key]: 'ftp://example.com' })).toContain('must be an http(s) URL');
  });

  it('takes a base address alone, and ids as vendors write them', () => {
    for (const url of [
      'https://user:pass@api.example.com',
      'https://api.example.com/?a=b',
      'https://api.example.com/#x',
    ]) {
      expect(problems({ ...good, SENTINEL_BASE_URL: url })).toContain('SENTINEL_BASE_URL must be an address alone');
    }
    expect(problems({ ...good, SENTINEL_CLIENT_UUID: '11111111-1111-1111-1111-111111111111' })).toBe('');
    expect(problems({ ...good, PORT: '0' })).toContain('PORT');
  });

  it('reads status labels and refuses what is not one', () => {
    const labels = (text: string) => problems({ ...good, SENTINEL_STATUS_LABELS: text });
    expect(labels('{"2":{"label":"Draft","tone":"attention"}}')).toBe('');
    for (const wrong of ['{', '[]', '{"two":{"label":"Draft"}}', '{"2":"Draft"}', '{"2":{"label":"","tone":"good"}}']) {
      expect(labels(wrong)).toContain('SENTINEL_STATUS_LABELS must be JSON like');
    }
  });

  it('counts an empty value as absent', () => {
    expect(problems({ ...good, NEXTAUTH_URL: '' })).toContain('NEXTAUTH_URL is missing');
    expect(parseEnv({ ...good, PORT: '' }).PORT).toBe(3000);
  });

  it('asks for a key of the directory, another one than the rest, unless there is no directory', () => {
    expect(problems({ ...good, DIRECTORY_KEY: undefined })).toContain('DIRECTORY_KEY must have 32 bytes or more');
    expect(problems({ ...good, DIRECTORY_KEY: good.AUDIT_KEY })).toContain('DIRECTORY_KEY must differ');
    expect(problems({ ...good, DIRECTORY_KEY: undefined, DIRECTORY: 'off' })).toBe('');
    expect(parseEnv(good)).toMatchObject({ DIRECTORY_SYNC_RATE: 10, DIRECTORY_FULL_WALK_HOURS: 6 });
    expect(problems({ ...good, DIRECTORY_FULL_WALK_HOURS: '25' })).toContain('DIRECTORY_FULL_WALK_HOURS must be 24');
  });

  it('lets the database be absent only where an embedded one will take its place', () => {
    const { DATABASE_URL: _, ...rest } = good;
    expect(problems(rest)).toContain('DATABASE_URL is missing');
    expect(problems(rest, { embeddedDatabase: true })).toBe('');
  });
});
