import { expect, it } from 'vitest';
import type { ChainFinding } from '../contracts/chain-finding';
import { chainFindingText, chainFindingTexts } from './chain-finding';

const intact = (events: number, last: number, change: Partial<Extract<ChainFinding, { code: 'intact' }>> = {}) =>
  chainFindingText({
    ...{ code: 'intact', events, last, checkpoints: { agreeing: 1, newest: last }, unreadableLines: 0 },
    ...change,
  });

it('counts the events that are right, and names the checkpoints that agree', () => {
  expect(intact(1234, 1234)).toBe(
    'All 1,234 events up to #1234 are as they were written. One checkpoint agrees, that of #1234.',
  );
  expect(intact(1, 9)).toMatch(/^The only event, #9, is as it was written\. /);
  expect(intact(0, 0)).toMatch(/^There are no events\. /);
  expect(intact(0, 9)).toMatch(/^There are no events after #9\. /);
  expect(intact(3, 3, { checkpoints: { agreeing: 2, newest: 2 } })).toMatch(
    / 2 checkpoints agree, the newest of #2\.$/,
  );
});

it('says what could not be compared', () => {
  expect(intact(2, 2, { checkpoints: { uncovered: 'no_file' }, unreadableLines: 1 })).toBe(
    "All 2 events up to #2 are as they were written. Whether later events were cut off can't be told: " +
      'there is no checkpoint file. 1 line of the checkpoint file cannot be read.',
  );
  expect(intact(2, 9, { removed: { through: 7, note: 9 } })).toMatch(
    / Events up to #7 were removed by the retention rule, as #9 says\.$/,
  );
  expect(intact(2, 2, { unreadableLines: 2 })).toMatch(/ 2 lines of the checkpoint file cannot be read\.$/);
});

it.each<[ChainFinding, string]>([
  [{ code: 'missing', after: 4, from: 5, to: 5 }, 'After #4, #5 is missing.'],
  [{ code: 'missing', after: 4, from: 5, to: 7 }, 'After #4, #5 to #7 are missing.'],
  [{ code: 'altered', event: 5, fault: { code: 'rewritten' } }, 'Event #5 is not as it was written.'],
  [{ code: 'altered', event: 5, fault: { code: 'not_following', previous: 4 } }, 'Event #5 does not follow #4.'],
  [
    { code: 'cut', last: 4, remembered: 9 },
    'The trail ends at #4, and a genuine checkpoint remembers #9: its tail is cut off.',
  ],
  [
    { code: 'false_checkpoint', events: 4, last: 4, line: 2, event: 3, fault: { code: 'false_signature' } },
    'All 4 events up to #4 are as they were written. Line 2 of the checkpoint file (#3) has a false signature.',
  ],
])('says %j', (found, text) => {
  expect(chainFindingText(found)).toBe(text);
});

it('lists every finding, and says how many it does not list', () => {
  const rewritten = (event: number): ChainFinding => ({ code: 'altered', event, fault: { code: 'rewritten' } });
  expect(chainFindingTexts({ finding: rewritten(5), others: [rewritten(12)], unnamed: 1_200 })).toEqual([
    'Event #5 is not as it was written.',
    'Event #12 is not as it was written.',
    '1,200 more findings are not listed.',
  ]);
});
