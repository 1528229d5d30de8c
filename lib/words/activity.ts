import type { AuditEntry } from '@/lib/contracts/audit';
import type { AuditAction } from '@/lib/contracts/audit-details';
import { actionLabel, actorName } from '@/lib/words/audit';

/** What was done, and what was only asked for: that it was tried says as much about somebody as that it worked. */
const DEEDS: Partial<Record<AuditAction, { did: string; asked: string }>> = {
  'customer.opened': { did: 'opened the record', asked: 'asked to open the record' },
  'customer.looked-up': { did: 'looked the customer up', asked: 'asked to look the customer up' },
  'customer.images-revealed': { did: 'looked at the images', asked: 'asked for the images' },
  'customer.contact-corrected': { did: 'corrected the contact', asked: 'asked to correct the contact' },
  'customer.link-created': { did: 'created a verification link', asked: 'asked for a verification link' },
};

/** `who` did what. The trail knows people by their e-mail of then; what stands before its @ is enough among colleagues. */
export function sentence(entry: AuditEntry, viewerId: string): { who: string; title: string | undefined; did: string } {
  const { id, email } = entry.actor;
  const deed = Object.hasOwn(DEEDS, entry.action) ? DEEDS[entry.action] : undefined;
  const did = deed ? deed[entry.outcome === 'success' ? 'did' : 'asked'] : actionLabel(entry.action);
  const who = id !== null && id === viewerId ? 'You' : (email?.split('@')[0] ?? '');
  return { who: who === '' ? actorName(entry.actor) : who, title: email ?? undefined, did };
}
