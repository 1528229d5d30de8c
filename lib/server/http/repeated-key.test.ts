import fc from 'fast-check';
import { expect, it } from 'vitest';
import { repeatedKey } from './repeated-key';

it.each([
  ['{"a":1,"a":2}', 'a'],
  ['{"a":1,"\\u0061":2}', 'a'],
  ['{"a":{"b":1,"b":1}}', 'b'],
  ['[{"a":1},{"a":1,"b":[{"c":0,"c":0}]}]', 'c'],
  ['{"a":"{\\"b\\":1,\\"b\\":2}","b":"a,a:"}', null],
  ['{"a":{"a":1},"b":{"a":1}}', null],
  ['["a","a",{"x":"a"},"a"]', null],
  ['{"a":["a","a"],"":1}', null],
  ['"a"', null],
])('%s: %s', (text, key) => {
  expect(repeatedKey(text)).toBe(key);
});

it('finds nothing in what JSON.stringify writes, and the key that is written again', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => repeatedKey(JSON.stringify(value, null, 1)) === null));
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (value) => {
      const [key = ''] = Object.keys(value);
      const text = `{${JSON.stringify(key)}:0,${JSON.stringify(value).slice(1)}`;
      return repeatedKey(text) === key;
    }),
  );
});
