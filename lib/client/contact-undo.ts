import { type QueryClient, queryOptions, skipToken } from '@tanstack/react-query';
import type { Contact, ContactPatch } from '../contracts/requests';

/** How long a correction can be undone, ms. */
const UNDO_FOR = 10 * 60_000;

/** A correction that its person can take back. */
export interface Undoable {
  /** The correction that restores the contact from before. It holds a customer's data, so it stays in this tab's memory. */
  patch: ContactPatch;
  /** Who made the correction. No other person is offered to undo it. */
  accountId: string;
  /** Until when it can be undone, in milliseconds since 1970. */
  until: number;
  /** When the person asked for it by the toast. The customer's page does it as soon as it shows the customer. */
  askedAt: number | null;
}

/**
 * The correction of a customer that can be undone. The cache is its only home: no storage, no address, no event of the
 * trail has it, and signing out empties the cache. Not below `customers`, because no call fetches these queries.
 */
export function undoQuery(uuid: string) {
  return queryOptions<Undoable | null>({
    queryKey: ['contact-undo', uuid] as const,
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    // Not TanStack's timer, which a later correction would not restart.
    gcTime: Number.POSITIVE_INFINITY,
  });
}

/**
 * Remembers for ten minutes how to undo a correction. A later correction of the same customer takes its place.
 *
 * @param patch `null` for a correction that can't be undone
 */
export function rememberUndo(client: QueryClient, uuid: string, patch: ContactPatch | null, accountId: string): void {
  const { queryKey } = undoQuery(uuid);
  const undoable = patch && { patch, accountId, until: Date.now() + UNDO_FOR, askedAt: null };
  client.setQueryDefaults(queryKey, { gcTime: Number.POSITIVE_INFINITY });
  client.setQueryData(queryKey, undoable);
  if (undoable === null) return;
  setTimeout(() => {
    // A later correction has a time of its own.
    if (client.getQueryData(queryKey)?.until === undoable.until) forgetUndo(client, uuid);
  }, UNDO_FOR);
}

/**
 * The way to ask for the undo of the correction that was just saved. It does nothing once another correction has taken
 * that one's place: the toast of the older one may still be on screen.
 *
 * @returns `null` when the correction can't be undone
 */
export function undoLater(client: QueryClient, uuid: string): (() => void) | null {
  const { queryKey } = undoQuery(uuid);
  const until = client.getQueryData(queryKey)?.until;
  if (until === undefined) return null;
  return () => {
    client.setQueryData(queryKey, (one) => (one?.until === until ? { ...one, askedAt: Date.now() } : one));
  };
}

/** A page that takes longer than this, ms, to show the customer does nothing by itself any more: the person has moved on. */
const ASKED_FOR = 30_000;

/** Takes what was asked for, once. */
export function takeAsked(client: QueryClient, uuid: string): Undoable | null {
  const { queryKey } = undoQuery(uuid);
  const undoable = client.getQueryData(queryKey) ?? null;
  if (undoable === null || undoable.askedAt === null) return null;
  client.setQueryData(queryKey, (one) => one && { ...one, askedAt: null });
  return Date.now() - undoable.askedAt < ASKED_FOR ? undoable : null;
}

export function forgetUndo(client: QueryClient, uuid: string): void {
  client.setQueryData(undoQuery(uuid).queryKey, null);
}

/** Whether the contact on screen is still the one that this person saved. */
export function isOffered({ accountId, patch }: Undoable, viewer: { accountId: string }, shown: Contact): boolean {
  const { email, phoneNumber } = patch.expected;
  return accountId === viewer.accountId && email === shown.email && phoneNumber === shown.phoneNumber;
}

/** Timers sleep with the machine, so the clock is asked again before anything is sent. */
export function mayUndo({ accountId, until }: Undoable, viewer: { accountId: string }, now: number): boolean {
  return accountId === viewer.accountId && now < until;
}
