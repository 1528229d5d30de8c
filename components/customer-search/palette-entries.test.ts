import { describe, expect, test } from 'vitest';
import { PAGE_SHORTCUTS } from '@/lib/shortcuts';
import {
  actionEntries,
  elsewhereEntries,
  filterEntries,
  highlighted,
  matching,
  nationalityEntries,
  type PaletteEntry,
  pageEntries,
  stepFrom,
  viewEntries,
} from './palette-entries';

const labels = (entries: { label: string }[]) => entries.map(({ label }) => label);

test('nobody is offered a page or an action that their role may not use', () => {
  const [support, admin] = [{ role: 'support' }, { role: 'admin' }] as const;
  expect(labels(pageEntries(support))).toEqual(['Customers', 'Expiring', 'Sessions']);
  expect(labels(pageEntries(admin))).toContain('Accounts');
  const actions = labels(actionEntries(PAGE_SHORTCUTS, support, true));
  expect(actions).toContain('Edit the contact');
  expect(actions).not.toContain('Show the images');
  expect(labels(actionEntries(PAGE_SHORTCUTS, { role: 'compliance' }, true))).not.toContain('Edit the contact');
});

test('only what the page can do right now is offered, with its key', () => {
  expect(actionEntries(['edit', 'nextRow'], { role: 'admin' }, true)).toMatchObject([
    { label: 'Edit the contact', beside: ['e'], act: { kind: 'shortcut', id: 'edit' } },
  ]);
  const off = actionEntries(['edit', 'print'], { role: 'admin' }, false);
  expect(off.map(({ beside }) => beside.length)).toEqual([0, 1]);
});

test('filters lead to an address without personal data', () => {
  expect(filterEntries({ role: 'support' }).map(({ act }) => act)).toContainEqual({
    kind: 'go',
    href: '/customers?faceMatchFailed=true',
  });
});

describe('a filter by nationality', () => {
  const offered = (text: string, role: 'support' | 'admin' = 'support') =>
    nationalityEntries({ role }, text).map(({ label, act }) => [label, act.kind === 'go' && act.href]);

  test('is offered for a country, by any name in use', () => {
    for (const text of ['emirates', 'UAE', 'الإمارات']) {
      expect(offered(text)[0]).toEqual([
        'Customers of one nationality: United Arab Emirates',
        '/customers?nationality=ARE',
      ]);
    }
    expect(offered('zzz')).toEqual([]);
    expect(offered('')).toEqual([]);
    expect(offered('ma')).toEqual([]);
    expect(offered('mal').length).toBeLessThanOrEqual(3);
  });

  test('goes together with another filter, whatever the order of the words', () => {
    for (const text of ['face match uae', 'uae failed']) {
      expect(offered(text)).toEqual([
        [
          'Customers whose face match failed, of one nationality: United Arab Emirates',
          '/customers?nationality=ARE&faceMatchFailed=true',
        ],
      ]);
    }
    expect(offered('face match')).toEqual([]);
  });
});

test('an account is begun from every other page, by people who may and where people have passwords', () => {
  const labels = (role: 'support' | 'admin', here: Parameters<typeof elsewhereEntries>[0], takes = true) =>
    elsewhereEntries(here, { role }, takes).map(({ label }) => label);
  expect(labels('admin', ['edit'])).toEqual(['Create an account']);
  expect(labels('admin', ['newAccount'])).toEqual([]);
  expect(labels('admin', [], false)).toEqual([]);
  expect(labels('support', [])).toEqual([]);
});

test('a saved view is opened by its link, so that it shows what it holds by then', () => {
  const view = { id: 'v1', name: 'Passports', team: true, digest: false, version: '1', by: 'Ann' };
  const state = { page: 'customers' as const, filters: {} };
  expect(viewEntries([{ ...view, state, mine: false, mayChange: false }])).toMatchObject([
    { label: 'Passports', beside: ['Customers'], act: { kind: 'go', href: '/views/v1' } },
  ]);
});

test('each word narrows, in any order and case', () => {
  const all = [...pageEntries({ role: 'admin' }), ...filterEntries({ role: 'admin' })];
  expect(labels(matching(all, 'LOG audit'))).toEqual(['Audit log']);
  expect(labels(matching(all, 'face  match'))).toEqual(['Customers whose face match failed']);
  expect(matching(all, '')).toHaveLength(all.length);
  expect(matching(all, 'zzz')).toEqual([]);
});

describe('the entry that Enter takes', () => {
  const person = (uuid: string): PaletteEntry => ({
    ...{ id: `person-${uuid}`, group: 'people', label: uuid, beside: [] },
    act: { kind: 'person', uuid },
  });
  const [sessions] = matching(pageEntries({ role: 'support' }), 'sess');
  const nothing = { chosen: null, first: '', exact: null };
  const idOf = (entries: (PaletteEntry | undefined)[], by = {}) =>
    highlighted(
      entries.filter((entry) => entry !== undefined),
      { ...nothing, ...by },
    )?.id;

  test('stays what it was for this text when customers are found meanwhile', () => {
    const before = idOf([sessions]);
    expect(before).toBe('page-/sessions');
    expect(idOf([person('ann'), sessions], { first: before })).toBe(before);
    expect(idOf([person('ann'), sessions])).toBe(before);
  });

  test('is a customer only where the person has chosen them, or the text is theirs', () => {
    expect(idOf([person('ann')])).toBeUndefined();
    expect(idOf([person('ann'), person('bea')], { exact: 'bea' })).toBe('person-bea');
    expect(idOf([person('ann'), sessions], { chosen: 'person-ann' })).toBe('person-ann');
  });

  test('is another one when its entry is no longer listed', () => {
    expect(idOf([sessions], { chosen: 'person-gone', first: 'page-gone' })).toBe('page-/sessions');
    expect(idOf([])).toBeUndefined();
  });

  test('is moved around the ends, and from no entry to the first or the last', () => {
    const [ann, bea] = [person('ann'), person('bea')];
    const all = [ann, bea];
    expect([stepFrom(all, undefined, 1), stepFrom(all, undefined, -1)]).toEqual([ann.id, bea.id]);
    expect([stepFrom(all, ann, -1), stepFrom(all, bea, 1)]).toEqual([bea.id, ann.id]);
    expect(stepFrom([], undefined, 1)).toBeNull();
  });
});
