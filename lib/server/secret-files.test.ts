import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parseEnv } from './env';
import { readSecretFiles } from './secret-files';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'secret-files-'));
afterAll(() => fs.rmSync(directory, { recursive: true }));
const file = (content: string) => {
  const name = path.join(directory, `${Math.random()}`);
  fs.writeFileSync(name, content);
  return name;
};

it('puts the content of a file in the place of its name, without the line break at its end', () => {
  const { values, problems } = readSecretFiles({ AUDIT_KEY_FILE: file(' a key\n'), PORT: '1' });
  expect(values).toEqual({ AUDIT_KEY: ' a key', PORT: '1' });
  expect(problems).toEqual([]);
});

it('reads files of secrets alone', () => {
  const source = { AUDIT_CHECKPOINT_FILE: '/nowhere', NODE_FILE: '/nowhere' };
  expect(readSecretFiles(source)).toEqual({ values: source, problems: [] });
});

it('says what is wrong, together with everything else, and no value', () => {
  const secret = file('a secret of files');
  const source = {
    AUDIT_KEY: 'a key of the environment',
    AUDIT_KEY_FILE: secret,
    METRICS_TOKEN_FILE: path.join(directory, 'not-there'),
  };
  expect(() => parseEnv(source)).toThrow(/AUDIT_KEY_FILE must not be set beside AUDIT_KEY/);
  expect(() => parseEnv(source)).toThrow(/METRICS_TOKEN_FILE names a file that cannot be read/);
  expect(() => parseEnv(source)).toThrow(/NEXTAUTH_URL is missing|NEXTAUTH_URL/);
  expect(() => parseEnv(source)).not.toThrow(/a secret of files|a key of the environment/);
});

it('holds for every secret of .env.example', () => {
  const text = fs.readFileSync(path.resolve(import.meta.dirname, '../../.env.example'), 'utf8');
  const named = [
    ...text.matchAll(/^#?([A-Z_]+(?:_KEY|_SECRET|_TOKEN|KEYS_RETIRED|DATABASE_(?:OWNER_)?URL)|DATABASE_URL)=/gm),
  ];
  const names = named.map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(8);
  for (const name of names) {
    expect(readSecretFiles({ [`${name}_FILE`]: file('x') }).values, name).toEqual({ [name]: 'x' });
  }
});
