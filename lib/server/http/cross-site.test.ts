import { expect, it } from 'vitest';
import { assertSameSite } from './cross-site';

const own = new URL('https://desk.example.com');
const passes = (method: string, headers: Record<string, string>): boolean => {
  try {
    assertSameSite(new Request('https://desk.example.com/api/x', { method, headers }), own);
    return true;
  } catch {
    return false;
  }
};

it.each([
  ['GET', {}, true],
  ['GET', { 'sec-fetch-site': 'same-origin' }, true],
  ['GET', { 'sec-fetch-site': 'none' }, true],
  ['GET', { 'sec-fetch-site': 'cross-site' }, false],
  ['GET', { 'sec-fetch-site': 'same-site' }, false],
  ['HEAD', { 'sec-fetch-site': 'cross-site' }, false],
  ['GET', { origin: 'https://evil.example.com' }, false],
  ['POST', { 'sec-fetch-site': 'same-origin' }, true],
  ['POST', { 'sec-fetch-site': 'same-site' }, false],
  ['POST', { 'sec-fetch-site': 'cross-site', origin: 'https://desk.example.com' }, false],
  ['POST', { 'sec-fetch-site': 'none' }, false],
  ['PATCH', { origin: 'https://desk.example.com' }, true],
  ['PATCH', { origin: 'https://evil.example.com' }, false],
  ['PATCH', { origin: 'null' }, false],
  ['PATCH', {}, true],
])('%s with %j: %s', (method, headers, expected) => {
  expect(passes(method, headers as Record<string, string>)).toBe(expected);
});
