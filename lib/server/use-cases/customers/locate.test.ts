import 'server-only';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Identifiers, isSameContact } from '../../directory/identifiers';
import { SentinelError } from '../../sentinel/errors';
import { locate, withIdentifiers } from './locate';

const desk = vi.hoisted(() => ({
  contacts: [] as Identifiers[],
  isRefused: false,
  refused: [] as (string | null)[],
  list: [] as Identifiers[],
  walks: 0,
}));
vi.mock('../../directory/public', async () => ({
  isSameContact: (await import('../../directory/identifiers')).isSameContact,
  findContacts: async () => ({ contacts: desk.contacts, isRefused: desk.isRefused }),
  refuseContact: async ({ email }: Identifiers) => desk.refused.push(email),
  rememberIdentifiers: async () => {},
  storedUuid: async (given: string) => given,
}));
vi.mock('../../sentinel/public', async () => ({
  SentinelError: (await import('../../sentinel/errors')).SentinelError,
  sentinel: () => ({
    listCustomers: async () => {
      desk.walks += 1;
      return { rows: desk.list, lastPage: 1 };
    },
  }),
}));

let uuid = '';
let number = 0;
beforeEach(() => {
  // Each test asks for another customer: that a uuid is absent is cached.
  uuid = `customer-${number++}`;
  Object.assign(desk, { contacts: [], isRefused: false, refused: [], list: [], walks: 0 });
});

const contact = (email: string): Identifiers => ({ uuid, email, phoneNumber: null });
/** Sentinel as these contacts find it: the customer, another one, or nobody. */
function ask(answers: Record<string, 'found' | 'not-found' | 'wrong-person' | 'unavailable'>) {
  const asked: (string | null)[] = [];
  const call = async ({ email }: Identifiers) => {
    asked.push(email);
    const answer = answers[email ?? ''] ?? 'not-found';
    if (answer === 'found') return `opened by ${email}`;
    throw new SentinelError(answer, 'test');
  };
  return { asked, call };
}

describe('a customer whom the desk knows', () => {
  it('is asked for once, by the newest contact, without a walk', async () => {
    desk.contacts = [contact('new'), contact('old')];
    const { asked, call } = ask({ new: 'found', old: 'found' });
    expect(await withIdentifiers(uuid, call)).toBe('opened by new');
    expect([asked, desk.walks]).toEqual([['new'], 0]);
  });

  it('is asked for by the other contact when the newest finds nobody', async () => {
    desk.contacts = [contact('new'), contact('old')];
    const { asked, call } = ask({ old: 'found' });
    expect(await withIdentifiers(uuid, call)).toBe('opened by old');
    expect([asked, desk.walks]).toEqual([['new', 'old'], 0]);
  });

  it.each(['not-found', 'wrong-person'] as const)('is walked for once no contact finds them (%s)', async (failure) => {
    desk.contacts = [contact('new'), contact('old')];
    desk.list = [contact('current')];
    const { asked, call } = ask({ current: 'found', ...(failure === 'wrong-person' && { old: failure }) });
    expect(await withIdentifiers(uuid, call)).toBe('opened by current');
    expect([asked, desk.walks]).toEqual([['new', 'old', 'current'], 1]);
  });

  it('is not asked for again by a contact that has just found nobody', async () => {
    desk.contacts = [contact('new'), contact('old')];
    desk.list = [contact('old')];
    const { asked, call } = ask({});
    await expect(withIdentifiers(uuid, call)).rejects.toMatchObject({ kind: 'not-found' });
    expect(asked).toEqual(['new', 'old']);
  });

  it('stays closed when the newest contact leads to another customer, and that contact is given up', async () => {
    desk.contacts = [contact('new'), contact('old')];
    desk.list = [contact('current')];
    const { asked, call } = ask({ new: 'wrong-person', old: 'found', current: 'found' });
    await expect(withIdentifiers(uuid, call)).rejects.toMatchObject({ kind: 'wrong-person' });
    expect([asked, desk.walks, desk.refused]).toEqual([['new'], 0, ['new']]);
  });

  it('is not looked for elsewhere while Sentinel is unreachable', async () => {
    desk.contacts = [contact('new'), contact('old')];
    const { asked, call } = ask({ new: 'unavailable', old: 'found' });
    await expect(withIdentifiers(uuid, call)).rejects.toMatchObject({ kind: 'unavailable' });
    expect([asked, desk.walks, desk.refused]).toEqual([['new'], 0, []]);
  });
});

describe('a customer whose e-mail address led to another customer', () => {
  const byPhone = () => ({ ...contact(''), email: null, phoneNumber: '+971', refusedEmail: 'old' });

  it('is walked for when no other contact is known', async () => {
    desk.isRefused = true;
    desk.list = [contact('current')];
    const { asked, call } = ask({ current: 'found' });
    expect(await withIdentifiers(uuid, call)).toBe('opened by current');
    expect([asked, desk.walks]).toEqual([['current'], 1]);
  });

  it.each(['not-found', 'wrong-person'] as const)(
    'is walked for when the phone number leads nowhere either (%s), and that number is given up',
    async (failure) => {
      desk.contacts = [byPhone()];
      desk.list = [contact('current')];
      const { asked, call } = ask({ '': failure, current: 'found' });
      expect(await withIdentifiers(uuid, call)).toBe('opened by current');
      expect([asked, desk.walks]).toEqual([[null, 'current'], 1]);
      expect(desk.refused).toContain(null);
    },
  );

  it('is walked for once only while the list names the old contact', async () => {
    vi.useFakeTimers();
    desk.isRefused = true;
    desk.list = [contact('old')];
    const { asked, call } = ask({ old: 'wrong-person' });
    const attempt = () => expect(withIdentifiers(uuid, call)).rejects.toMatchObject({ kind: 'wrong-person' });
    await attempt();
    await attempt();
    expect([asked, desk.walks]).toEqual([['old'], 1]);
    await locate(uuid);
    expect(desk.walks).toBe(1);
    vi.advanceTimersByTime(600_001);
    await attempt();
    expect([asked, desk.walks]).toEqual([['old', 'old'], 2]);
    vi.useRealTimers();
  });
});

describe('a customer whom the desk does not know', () => {
  it('is walked for, and asked for once', async () => {
    desk.list = [contact('current')];
    const { asked, call } = ask({ current: 'found' });
    expect(await withIdentifiers(uuid, call)).toBe('opened by current');
    expect([asked, desk.walks]).toEqual([['current'], 1]);
  });

  it('is walked for in any case of its uuid, and then named as the vendor names it', async () => {
    const stored = '0B0E2C6A-0000-4000-8000-00000000abcd';
    desk.list = [{ ...contact('current'), uuid: stored }];
    const named = await withIdentifiers(stored.toLowerCase(), async (known) => known.uuid);
    expect(named).toBe(stored);
  });

  it('stays closed when that contact leads to another customer', async () => {
    desk.list = [contact('current')];
    const { call } = ask({ current: 'wrong-person' });
    await expect(withIdentifiers(uuid, call)).rejects.toMatchObject({ kind: 'wrong-person' });
    expect(desk.refused).toEqual(['current']);
  });

  it('is not found when the list does not hold them', async () => {
    const { asked, call } = ask({});
    await expect(withIdentifiers(uuid, call)).rejects.toMatchObject({ code: 'not_found' });
    await expect(withIdentifiers(uuid, call)).rejects.toMatchObject({ code: 'not_found' });
    expect([asked, desk.walks]).toEqual([[], 1]);
  });
});

it('compares both fields of a contact', () => {
  const one = { uuid: 'c', email: 'a', phoneNumber: '1' };
  expect(isSameContact(one, { ...one })).toBe(true);
  expect(isSameContact(one, { ...one, phoneNumber: null })).toBe(false);
  expect(isSameContact(one, { ...one, email: 'b' })).toBe(false);
});
