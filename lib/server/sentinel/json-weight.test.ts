import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLight, MAX_DEPTH, MAX_VALUES } from './json-weight';

const isLightText = (text: string) => isLight(Buffer.from(text));
const nested = (depth: number, open = '[', close = ']') => `${open.repeat(depth)}1${close.repeat(depth)}`;
const listOf = (values: number) => `[${'1,'.repeat(values - 1)}1]`;

describe('the weight of JSON', () => {
  it('allows 32 levels and no more', () => {
    expect(isLightText(nested(MAX_DEPTH))).toBe(true);
    expect(isLightText(nested(MAX_DEPTH + 1))).toBe(false);
    expect(isLightText(nested(MAX_DEPTH, '{"a":', '}'))).toBe(true);
    expect(isLightText(nested(MAX_DEPTH + 1, '{"a":', '}'))).toBe(false);
  });

  it('counts levels that are open at once, not brackets', () => {
    expect(isLightText(`[${'[[]],'.repeat(100)}[]]`)).toBe(true);
  });

  it('allows 200,000 values and no more', () => {
    expect(isLightText(listOf(MAX_VALUES))).toBe(true);
    expect(isLightText(listOf(MAX_VALUES + 1))).toBe(false);
    expect(isLightText(`[${'[],'.repeat(MAX_VALUES / 2)}[]]`)).toBe(false);
    expect(isLightText(`[${'{'.repeat(1)}${'"a":[],'.repeat(MAX_VALUES / 2)}"b":1}]`)).toBe(false);
  });

  it.each(['[', '{', ',', ']', '\\"[', '\\\\', `${'x'.repeat(60)}[`, `${'x'.repeat(60)}\\"[`, `${'\\\\'.repeat(40)}`])(
    'reads no structure into a string of %j',
    (part) => {
      expect(isLightText(JSON.stringify([part.repeat(100)]))).toBe(true);
      expect(isLightText(`["${part}",${nested(MAX_DEPTH - 1)}]`)).toBe(true);
      expect(isLightText(`["${part}",${nested(MAX_DEPTH)}]`)).toBe(false);
    },
  );

  it('never refuses what is light, however it is written', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => isLightText(text)),
      { numRuns: 500 },
    );
  });

  it('sees the same depth as a reader of the built value', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.integer({ min: 24, max: 32 }), (text, wrap) => {
        const whole = `${'['.repeat(wrap)}${text}${']'.repeat(wrap)}`;
        expect(isLightText(whole)).toBe(depthOf(JSON.parse(whole)) <= MAX_DEPTH);
      }),
      { numRuns: 500 },
    );
  });

  it('ends on a string that never ends', () => {
    expect(isLightText(`["${'x'.repeat(1_000)}`)).toBe(true);
    expect(isLightText(`["${'x'.repeat(1_000)}\\`)).toBe(true);
    expect(isLightText('["\\')).toBe(true);
  });
});
