import type { AuditEntry } from '@/lib/contracts/audit';
import type { AuditAction } from '@/lib/contracts/audit-details';
import { actionLabel, actorName } from './audit';
import { spoken } from './language';

/** The actions of one customer: their activity shows no others. A new one needs words here. */
type CustomerAction = Extract<AuditAction, `customer.${string}`>;

export interface ActivityWords {
  /** The person who reads. */
  you: string;
  /** A success was done; anything else was asked for. An attempt tells as much about a person as a success does. */
  deeds: Record<CustomerAction, { did: string; asked: string }>;
}

const ENGLISH: ActivityWords = {
  you: 'You',
  deeds: {
    'customer.opened': { did: 'opened the record', asked: 'asked to open the record' },
    'customer.looked-up': { did: 'looked the customer up', asked: 'asked to look the customer up' },
    'customer.images-revealed': { did: 'looked at the images', asked: 'asked for the images' },
    'customer.field-revealed': { did: 'revealed a hidden field', asked: 'asked for a hidden field' },
    'customer.contact-corrected': { did: 'corrected the contact', asked: 'asked to correct the contact' },
    'customer.caller-checked': { did: 'checked the caller', asked: 'asked to check the caller' },
    'customer.caller-check-closed': {
      did: 'made one wrong check too many: the caller check is closed for now',
      asked: 'made one wrong check too many',
    },
    'customer.approval-requested': { did: 'asked a second person to approve a change', asked: 'asked for an approval' },
    'customer.approval-granted': { did: 'approved a change', asked: 'asked to approve a change' },
    'customer.approval-declined': { did: 'declined a change', asked: 'asked to decline a change' },
    'customer.approval-ended': { did: 'closed a request for approval', asked: 'asked to close a request for approval' },
    'customer.link-created': { did: 'created a verification link', asked: 'asked for a verification link' },
  },
};

const WORDS = spoken({ en: ENGLISH });

/** `who` did what. The trail holds the actor's e-mail; colleagues know each other by the part before the @. */
export function sentence(entry: AuditEntry, viewerId: string): { who: string; title: string | undefined; did: string } {
  const { id, email } = entry.actor;
  const did = isDeed(entry.action)
    ? WORDS.deeds[entry.action][entry.outcome === 'success' ? 'did' : 'asked']
    : actionLabel(entry.action);
  const who = id !== null && id === viewerId ? WORDS.you : (email?.split('@')[0] ?? '');
  return { who: who === '' ? actorName(entry.actor) : who, title: email ?? undefined, did };
}

function isDeed(action: AuditAction): action is CustomerAction {
  return Object.hasOwn(WORDS.deeds, action);
}
