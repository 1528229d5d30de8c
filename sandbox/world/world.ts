import { generate } from './customer.ts';
import { dayNumber } from './days.ts';
import { placeNamed } from './named.ts';
import { baseOrder, mergeOrder, populationValue, sortValue } from './order.ts';
import { createPopulation } from './population.ts';
import type { CustomerRecord, SortKey, SortOrder } from './record.ts';

export interface WorldOptions {
  customers: number;
  seed: number;
  now: Date;
  /** Whether named customers take the first places of the population. */
  named: boolean;
  clock: () => number;
}

const REMEMBERED = 5000;

export type World = ReturnType<typeof createWorld>;
export type Contact = 'email' | 'phoneNumber';

/**
 * All customers: the generated ones, which exist only as arithmetic, under an overlay of those that were named,
 * edited or added. Only the overlay takes memory.
 */
export function createWorld(options: WorldOptions) {
  const { customers, seed, now, clock } = options;
  const population = createPopulation(seed, now.getTime());
  const today = dayNumber(now.getTime());
  const bases = new Map<SortKey, Uint32Array>();
  const merged = new Map<SortKey, Uint32Array>();
  let overlay = new Map<number, CustomerRecord>();
  let byUuid = new Map<string, number>();
  const contacts: Record<Contact, Map<string, number>> = { email: new Map(), phoneNumber: new Map() };
  let touched = new Uint8Array(customers);
  let named = new Map<string, number>();
  let removed = new Set<number>();
  /** Indices that were ever given, and how many of them somebody still has. */
  let given = customers;
  let total = customers;
  let lastUpdate = 0;

  const remembered = new Map<number, CustomerRecord>();
  const record = (index: number): CustomerRecord => overlay.get(index) ?? untouched(index);
  const generated = (index: number | undefined) =>
    index !== undefined && index < customers && touched[index] === 0 ? index : undefined;

  /** Making one takes some 20 µs, which a list of fifty at a time would feel; the pages in use are few. */
  function untouched(index: number): CustomerRecord {
    const known = remembered.get(index);
    if (known) return known;
    if (remembered.size >= REMEMBERED) remembered.clear();
    const made = generate(population, index, today);
    remembered.set(index, made);
    return made;
  }

  function put(index: number, next: CustomerRecord): void {
    const before = overlay.get(index);
    for (const field of ['email', 'phoneNumber'] as const) {
      const [old, fresh] = [before?.[field], next[field]];
      if (typeof old === 'string') contacts[field].delete(contactKey(field, old));
      if (fresh !== null) contacts[field].set(contactKey(field, fresh), index);
    }
    overlay.set(index, next);
    byUuid.set(next.uuid, index);
    if (index < customers) touched[index] = 1;
    merged.clear();
  }

  function findByContact(field: Contact, value: string): number | undefined {
    const key = contactKey(field, value);
    const edited = contacts[field].get(key);
    if (edited !== undefined) return edited;
    const index = generated(field === 'email' ? population.indexOfEmail(key) : population.indexOfPhone(key));
    if (index === undefined) return undefined;
    const own = population[field](index);
    return own !== null && contactKey(field, own) === key ? index : undefined;
  }

  function findByUuid(uuid: string): number | undefined {
    const edited = byUuid.get(uuid);
    if (edited !== undefined) return edited;
    const index = generated(population.indexOfUuid(uuid));
    return index !== undefined && population.uuid(index) === uuid ? index : undefined;
  }

  /** Later than every earlier change, even within one millisecond: `updatedAt` tells edits apart. */
  function stamp(): string {
    lastUpdate = Math.max(clock(), lastUpdate + 1);
    return new Date(lastUpdate).toISOString();
  }

  function order(key: SortKey): Uint32Array {
    const ready = merged.get(key);
    if (ready) return ready;
    const base = bases.get(key) ?? baseOrder(population, customers, key);
    bases.set(key, base);
    const placed = Array.from(overlay, ([index, item]) => ({ index, value: sortValue(item, key) }));
    const fresh = mergeOrder(
      base,
      (index) => populationValue(population, index, key),
      (index) => touched[index] === 1,
      placed,
      total,
    );
    merged.set(key, fresh);
    return fresh;
  }

  /** `count` indices from place `start` on; descending is ascending read backwards. */
  function slice(key: SortKey, direction: SortOrder, start: number, count: number): number[] {
    const ascending = order(key);
    const end = Math.min(start + count, total);
    const picked: number[] = [];
    for (let place = start; place < end; place += 1) {
      picked.push(ascending[direction === 'asc' ? place : total - 1 - place] ?? 0);
    }
    return picked;
  }

  function add(make: (blank: CustomerRecord) => CustomerRecord): CustomerRecord {
    const index = given;
    const at = stamp();
    const blank = { ...generate(population, index, today), createdAt: at, updatedAt: at };
    const made = make(blank);
    given += 1;
    total += 1;
    put(index, made);
    return made;
  }

  /** Nobody finds them any more, and their place in the list closes up. */
  function remove(index: number): void {
    const { uuid, email, phoneNumber } = record(index);
    if (email !== null) contacts.email.delete(contactKey('email', email));
    if (phoneNumber !== null) contacts.phoneNumber.delete(phoneNumber);
    byUuid.delete(uuid);
    overlay.delete(index);
    if (index < customers) touched[index] = 1;
    named = new Map([...named].filter(([, other]) => other !== index));
    removed.add(index);
    total -= 1;
    merged.clear();
  }

  /** Everybody who is there, by index. */
  function* indices(): Generator<number> {
    for (let index = 0; index < given; index += 1) if (!removed.has(index)) yield index;
  }

  function reset(): void {
    overlay = new Map();
    byUuid = new Map();
    contacts.email = new Map();
    contacts.phoneNumber = new Map();
    touched = new Uint8Array(customers);
    removed = new Set();
    given = customers;
    total = customers;
    lastUpdate = now.getTime();
    merged.clear();
    named = options.named ? placeNamed({ population, today, now, put }) : new Map();
  }

  /** Whom a wrong-person answer shows: the first customer who is not the one asked for and has no quirk. */
  function somebodyElse(index: number): number {
    for (const other of indices()) if (other !== index && record(other).quirk === null) return other;
    return index;
  }

  reset();
  return {
    today,
    clock,
    customers,
    seed,
    somebodyElse,
    total: () => total,
    given: () => given,
    isThere: (index: number) => !removed.has(index),
    indices,
    named: () => named,
    record,
    put,
    add,
    remove,
    stamp,
    slice,
    findByContact,
    findByUuid,
    reset,
  };
}

/** E-mail addresses are one regardless of case; the contract is silent, and people type them in every way. */
function contactKey(field: Contact, value: string): string {
  return field === 'email' ? value.toLowerCase() : value;
}
