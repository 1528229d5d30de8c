import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

it('readiness asks for the tables of every schema', () => {
  const code = fs.readFileSync(path.join(import.meta.dirname, 'ready.ts'), 'utf8');
  const schemas = fs.readdirSync(import.meta.dirname).filter((file) => /(^|-)schema\.ts$/.test(file));
  expect(schemas.length).toBeGreaterThan(5);
  const [, listed = ''] = /schemas = \[([^\]]*)\]/.exec(code) ?? [];
  const names = [...code.matchAll(/import \* as (\w+) from '\.\/([\w-]+)'/g)].flatMap(([, name = '', file]) =>
    new RegExp(`\\b${name}\\b`).test(listed) ? [`${file}.ts`] : [],
  );
  expect(names.sort()).toEqual(schemas.sort());
});
