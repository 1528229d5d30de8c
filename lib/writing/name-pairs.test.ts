import { expect, it } from 'vitest';
import { OTHER_NAME, SAME_NAME } from '../../e2e/support/writing/name-pairs';
import { fold } from './fold';
import { soundsLike } from './sounds';

const pairsOf = (lists: typeof SAME_NAME) => Object.values(lists).flat();
/** A pair meets when each of its names finds the other. */
const meets = (one: string, other: string) => soundsLike(one, other) && soundsLike(other, one);
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

it('finds the other writings of a name, and keeps other names apart, as docs/searching-names.md says', () => {
  const [same, others] = [pairsOf(SAME_NAME), pairsOf(OTHER_NAME)];
  expect(same.length + others.length).toBe(200);
  const missed = same.filter(([one, other]) => !meets(one, other));
  const wrong = others.filter(([one, other]) => soundsLike(one, other) || soundsLike(other, one));
  const found = same.length - missed.length;
  const [recall, precision] = [found / same.length, found / (found + wrong.length)];
  console.info(`recall ${percent(recall)} of ${same.length}, precision ${percent(precision)}, apart ${others.length}`);
  console.info('missed:', missed.map((pair) => pair.join(' / ')).join(', '));
  console.info('wrong:', wrong.map((pair) => pair.join(' / ')).join(', '));
  expect(recall).toBeGreaterThanOrEqual(0.95);
  expect(precision).toBeGreaterThanOrEqual(0.97);
});

it('finds more than the exact reading does', () => {
  const exact = pairsOf(SAME_NAME).filter(([one, other]) => ` ${fold(other)}`.includes(fold(one)));
  expect(exact.length).toBeLessThan(20);
});
