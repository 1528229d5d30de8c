import { describe, expect, it } from 'vitest';
import type { ReviewRule } from '../../contracts/reviews';
import { DEFAULT_REVIEW_SETTINGS, type ReviewSettings, readReviewSettings } from '../review-settings';
import { createJudge, type Finding } from './judge';
import type { Facts } from './rule';
import { chanceOf } from './rules/own-surname';
import type { TrailEvent } from './step';
import { surnameKey, surnameKeys } from './surnames';

/** Each rule by itself: what makes it speak, and what does not. Office time is UTC here. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Monday, at ten. */
const MONDAY = Date.parse('2026-10-05T10:00:00Z');

const SETTINGS: ReviewSettings = { ...DEFAULT_REVIEW_SETTINGS, timeZone: 'UTC' };

const customers = new Map<string, { surname: string | null; nationality: string | null }>();
const facts: Facts = {
  customer: (uuid) => customers.get(uuid),
  surnamesOf: (person) => new Set(person === 'mina' ? surnameKeys('Mina Rarely') : []),
  device: (session) => session.split(' ')[1] ?? null,
};

/** Events in the order in which they are written, judged as they come. */
function desk(rule: ReviewRule, change: Partial<ReviewSettings> = {}) {
  const off = (Object.keys(RULE_NAMES) as ReviewRule[]).filter((one) => one !== rule);
  const judge = createJudge({ ...SETTINGS, off, ...change }, facts);
  const said: Finding[] = [];
  let seq = 0;
  const event = (at: number, action: string, more: Partial<TrailEvent> = {}) => {
    seq += 1;
    const one: TrailEvent = {
      ...{ seq, at, person: 'mina', role: 'support', session: 'one', address: '192.0.2.1', action },
      ...{ customer: null, phase: 'outcome', intentSeq: null, outcome: 'success', detail: {}, ...more },
    };
    said.push(...judge.take(one));
    return seq;
  };
  return {
    said,
    event,
    open: (at: number, customer: string, more: Partial<TrailEvent> = {}) =>
      event(at, 'customer.opened', { customer, phase: 'intent', outcome: null, ...more }),
    list: (at: number, more: Partial<TrailEvent> = {}) =>
      event(at, 'customers.listed', { detail: { perPage: 50 }, ...more }),
  };
}

const RULE_NAMES: Record<ReviewRule, true> = {
  'own-surname': true,
  'not-led': true,
  'beyond-peers': true,
  'idle-reveals': true,
  'one-nationality': true,
  'at-night': true,
  'desk-beyond-usual': true,
  'link-after-correction': true,
  'new-place': true,
};

const each = (count: number, work: (index: number) => void) => {
  for (let index = 0; index < count; index += 1) work(index);
};

describe('own-surname', () => {
  it('names a look at a rare namesake, once a day, and no look at a common one', () => {
    const { said, open } = desk('own-surname');
    each(3_000, (index) => {
      customers.set(`c${index}`, { surname: index < 1_500 ? 'common' : `s${index}`, nationality: null });
      open(MONDAY + index * 1_000, `c${index}`, { person: 'somebody' });
    });
    customers.set('namesake', { surname: 'rarely', nationality: null });
    customers.set('another', { surname: 'rarely', nationality: null });
    const first = open(MONDAY + DAY, 'namesake');
    open(MONDAY + DAY + 1, 'another');
    open(MONDAY + DAY, 'c1', { person: 'mina' });
    expect(said).toMatchObject([
      { rule: 'own-surname', person: 'mina', figures: { count: 1, of: 1 }, events: [first] },
    ]);
  });

  it('knows the writings of a surname, and how likely chance is', () => {
    expect(surnameKeys('Aisha Al Mansoori')).toEqual(['almansoori', 'mansoori']);
    expect(surnameKey('AL-Mansoori')).toBe('almansoori');
    expect(surnameKeys('Mina')).toEqual([]);
    expect(chanceOf(1, 0.1)).toBeCloseTo(0.0952, 4);
    expect(chanceOf(2, 0.1)).toBeCloseTo(0.00468, 5);
  });
});

describe('not-led', () => {
  it('names openings beyond what lists have shown, and lets people come back', () => {
    const { said, open, event } = desk('not-led');
    event(MONDAY, 'customers.searched', { detail: { terms: ['name'], found: 2 } });
    each(2, (index) => open(MONDAY + index, `a${index}`));
    each(7, (index) => open(MONDAY + MINUTE + index, `b${index}`));
    each(9, (index) => open(MONDAY + 2 * MINUTE + index, `b${index % 7}`));
    expect(said).toEqual([]);
    open(MONDAY + 3 * MINUTE, 'b8');
    expect(said).toMatchObject([{ rule: 'not-led', figures: { count: 8 }, rows: 8 }]);
  });
});

describe('beyond-peers', () => {
  const quick = (open: (at: number, customer: string) => number) =>
    each(21, (index) => open(MONDAY + 30 * DAY + index * 10, `x${index}`));

  it('names a flood within a second, on the first day of a desk already, once a day', () => {
    const { said, open } = desk('beyond-peers');
    quick(open);
    quick(open);
    expect(said).toMatchObject([{ figures: { measure: 'opened-minute', count: 21 }, rows: 21 }]);
  });

  it('holds a person against colleagues of the role, and says what these do', () => {
    const { said, open } = desk('beyond-peers');
    each(6, (day) => {
      each(4, (peer) => each(8, (index) => open(MONDAY + day * DAY + index * MINUTE, `${day}-${index}`, peerOf(peer))));
    });
    each(14, (index) => open(MONDAY + 7 * DAY + index * 100, `own ${index}`));
    expect(said).toEqual([]);
    open(MONDAY + 7 * DAY + 2_000, 'one more');
    expect(said).toMatchObject([
      { person: 'mina', figures: { measure: 'from-lists-hour', count: 15, usual: 8, busiest: 8 } },
    ]);
  });

  it('counts openings straight from lists, but not those that a search for somebody led to', () => {
    const { said, open, event, list } = desk('beyond-peers', settingsOf('from-lists-hour', 4));
    each(12, (index) => {
      event(MONDAY + index * MINUTE, 'customers.searched', { detail: { terms: ['phone'], found: 1 } });
      open(MONDAY + index * MINUTE + 1, `s${index}`);
    });
    expect(said).toEqual([]);
    list(MONDAY + HOUR);
    each(8, (index) => open(MONDAY + HOUR + index * MINUTE, `l${index}`));
    expect(said).toMatchObject([{ figures: { measure: 'from-lists-hour', count: 5 } }]);
  });

  it('counts the rows of files', () => {
    const { said, event } = desk('beyond-peers');
    event(MONDAY, 'customers.exported', { detail: { rows: 15_000 } });
    expect(said).toEqual([]);
    event(MONDAY, 'customers.exported', { detail: { rows: 15_000 } });
    expect(said).toMatchObject([{ figures: { measure: 'exported-day', count: 30_000 }, rows: 2 }]);
  });

  const peerOf = (peer: number) => ({ person: `peer ${peer}` });
  const settingsOf = (measure: 'from-lists-hour', atFirst: number) => ({
    beyondPeers: {
      ...SETTINGS.beyondPeers,
      measures: { ...SETTINGS.beyondPeers.measures, [measure]: { least: 1, atFirst } },
    },
  });
});

describe('idle-reveals', () => {
  const settings = { idleReveals: { minutes: 60, least: 2, atFirst: 2 } };
  const reveal = (event: ReturnType<typeof desk>['event'], index: number, role = 'support') =>
    event(MONDAY + index, 'customer.field-revealed', { customer: `r${index}`, phase: 'intent', role });

  it('names reveals after which nobody did anything', () => {
    const { said, event, list } = desk('idle-reveals', settings);
    each(4, (index) => reveal(event, index));
    event(MONDAY + MINUTE, 'customer.contact-corrected', { customer: 'r0', person: 'a colleague' });
    list(MONDAY + 2 * HOUR);
    expect(said).toMatchObject([{ rule: 'idle-reveals', figures: { count: 3 }, events: [2, 3, 4] }]);
  });

  it('leaves a role alone whose work is to look', () => {
    const { said, event, list } = desk('idle-reveals', settings);
    each(9, (index) => reveal(event, index, 'compliance'));
    list(MONDAY + 2 * HOUR);
    expect(said).toEqual([]);
  });
});

describe('one-nationality', () => {
  it('names openings of one nationality far beyond its share, and tells not which', () => {
    const oneNationality = { least: 10, atFirst: 12, share: 0.6 };
    const { said, open } = desk('one-nationality', { oneNationality });
    each(400, (index) => {
      customers.set(`m${index}`, { surname: null, nationality: index % 2 === 0 ? 'IN' : 'AE' });
      open(MONDAY - DAY + index, `m${index}`, { person: 'somebody' });
    });
    each(20, (index) => open(MONDAY + index, `m${index * 2}`));
    expect(said).toEqual([]);
    each(14, (index) => {
      customers.set(`n${index}`, { surname: null, nationality: 'LB' });
      open(MONDAY + DAY + index, `n${index}`);
    });
    expect(said).toMatchObject([{ rule: 'one-nationality', person: 'mina' }]);
    expect(JSON.stringify(said)).not.toContain('LB');
  });
});

describe('at-night', () => {
  const night = (day: number) => MONDAY + day * DAY + 13 * HOUR;
  it('names openings at night, also beyond midnight, until nights are usual', () => {
    const { said, open } = desk('at-night');
    each(4, (day) => each(12, (index) => open(night(day) + index * 10 * MINUTE, `${day} ${index}`)));
    expect(said.map(({ key }) => key.split(' ').at(-1))).toEqual(['2026-10-05', '2026-10-06', '2026-10-07']);
  });

  it('says nothing by day, nor with colleagues at the desk', () => {
    const { said, open } = desk('at-night');
    each(30, (index) => open(MONDAY + index, `d${index}`));
    each(2, (peer) => open(night(0), 'x', { person: `peer ${peer}` }));
    each(12, (index) => open(night(0) + index * MINUTE, `n${index}`));
    expect(said).toEqual([]);
  });
});

describe('desk-beyond-usual', () => {
  it('names a day of the desk that many people share, with nobody as its subject', () => {
    const { said, open } = desk('desk-beyond-usual');
    each(4, (week) => each(200, (index) => open(MONDAY + week * 7 * DAY + index, `w${index}`)));
    expect(said).toEqual([]);
    each(600, (index) => open(MONDAY + 28 * DAY + index, `h${index}`, { person: `peer ${index % 9}` }));
    expect(said).toMatchObject([{ person: null, figures: { count: 500, usual: 200 }, rows: 500 }]);
    expect(said[0]?.events).toHaveLength(100);
  });
});

describe('link-after-correction', () => {
  const about = (more: Partial<TrailEvent> = {}) => ({ customer: 'c', ...more });
  it('names the person who made the link, with both rows by the numbers of their intents', () => {
    const { said, event } = desk('link-after-correction');
    event(MONDAY, 'customer.contact-corrected', about({ person: 'somebody', intentSeq: 77 }));
    event(MONDAY + HOUR, 'customer.link-created', about({ intentSeq: 88 }));
    expect(said).toMatchObject([{ person: 'mina', events: [77, 88], figures: { count: 60 } }]);
  });

  it.each([
    ['after the hours', MONDAY + 25 * HOUR, {}],
    ['of another customer', MONDAY + HOUR, { customer: 'another' }],
    ['that a second person approved', MONDAY + HOUR, { detail: { approval: 'a request' } }],
    ['that failed', MONDAY + HOUR, { outcome: 'sentinel_refused' }],
  ])('says nothing about a link %s', (_, at, more) => {
    const { said, event } = desk('link-after-correction');
    event(MONDAY, 'customer.contact-corrected', about());
    event(at, 'customer.link-created', about(more));
    expect(said).toEqual([]);
  });
});

describe('new-place', () => {
  const settled = (open: ReturnType<typeof desk>['open']) =>
    each(6, (day) => open(MONDAY + day * DAY, 'c', { session: 's Chrome', address: '192.0.2.7' }));
  const place = (address: string, device: string) => ({ address, session: `s ${device}` });

  it('names a network and a device that are new at once, and neither alone', () => {
    const { said, open } = desk('new-place');
    settled(open);
    open(MONDAY + 7 * DAY, 'c', place('192.0.2.200', 'Firefox'));
    open(MONDAY + 8 * DAY, 'c', place('198.51.100.1', 'Chrome'));
    expect(said).toEqual([]);
    open(MONDAY + 9 * DAY, 'c', place('203.0.113.1', 'Safari'));
    expect(said).toMatchObject([{ rule: 'new-place', person: 'mina' }]);
  });

  it('names one of them by the setting, and nobody on their first days', () => {
    const { said, open } = desk('new-place', { newPlace: { says: 'either', days: 5 } });
    open(MONDAY - DAY, 'c', place('192.0.2.7', 'Chrome'));
    open(MONDAY - DAY, 'c', place('203.0.113.9', 'Safari'));
    expect(said).toEqual([]);
    settled(open);
    open(MONDAY + 8 * DAY, 'c', place('198.51.100.1', 'Chrome'));
    expect(said).toHaveLength(1);
  });
});

describe('the settings', () => {
  it('keep every default that is not given, and refuse what they do not know', () => {
    const set = readReviewSettings('{"timeZone":"Europe/Berlin","atNight":{"from":23}}');
    expect(set).toMatchObject({ timeZone: 'Europe/Berlin', atNight: { from: 23, to: 6 }, usualDays: 28 });
    expect(readReviewSettings('{"atNigth":{}}')).toEqual([expect.stringMatching(/atNigth/)]);
    expect(readReviewSettings('{"timeZone":"Dubai!"}')).toEqual([expect.stringMatching(/^timeZone: /)]);
    expect(readReviewSettings('no JSON')).toHaveLength(1);
  });
});
