import { expect, test } from 'vitest';
import { safeNext } from './safe-next';

test.each([
  ['/customers?page=2&sortBy=name', '/customers?page=2&sortBy=name'],
  ['/customers/abc#checks', '/customers/abc#checks'],
  [null, '/customers'],
  [undefined, '/customers'],
  ['', '/customers'],
  ['customers', '/customers'],
  ['https://evil.example/', '/customers'],
  ['//evil.example', '/customers'],
  ['/\\evil.example', '/customers'],
  ['/\t/evil.example', '/customers'],
  ['/\n\\evil.example', '/customers'],
  ['/.//evil.example', '/customers'],
  ['/a/..//evil.example', '/customers'],
  ['javascript:alert(1)', '/customers'],
  ['/api/auth/signout', '/customers'],
])('%j leads to %j', (next, target) => {
  expect(safeNext(next)).toBe(target);
});
