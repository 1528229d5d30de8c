import type { AuditActor, AuditEntry } from '../contracts/audit';
import type { AuditAction } from '../contracts/audit-details';
import type { LOOKS } from '../contracts/audit-scopes';
import type { People } from '../contracts/people';
import { actionLabel, actorName, actorTitle } from './audit';
import { spoken } from './language';
import { counted, formatCount, type PluralForms } from './numbers';
import { RANGE_WORDS } from './ranges';

/** The actions of one customer: their activity shows no others. A new one needs words here. */
type CustomerAction = Extract<AuditAction, `customer.${string}`>;

export interface ActivityWords {
  /** The person who reads. */
  you: string;
  /** A success was done; anything else was asked for. An attempt tells as much about a person as a success does. */
  deeds: Record<CustomerAction, { did: string; asked: string }>;
  /** Looks of one person, folded. */
  repeated: Record<(typeof LOOKS)[number], PluralForms>;
  /** Shows each of repeated looks. */
  timesShown: string;
  /** Paper shows the entries that are on screen. `loading`: the browser's own menu has printed before any was there. */
  notOnPaper: Record<'entries' | 'looks' | 'loading', string>;
  /** Looks that are not shown at first. */
  moreLooks: PluralForms;
  /** What a screen reader is told when more lines have come. */
  linesShown: PluralForms;
}

const ENGLISH: ActivityWords = {
  you: 'You',
  deeds: {
    'customer.opened': { did: 'opened the record', asked: 'asked to open the record' },
    'customer.looked-up': { did: 'looked the customer up', asked: 'asked to look the customer up' },
    'customer.images-revealed': { did: 'looked at the images', asked: 'asked for the images' },
    'customer.images-kept': { did: 'kept the images on screen', asked: 'asked to keep the images on screen' },
    'customer.printed': { did: 'printed the record', asked: 'asked to print the record' },
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
    'customer.document-marked': { did: 'marked an expiring document', asked: 'asked to mark an expiring document' },
    'customer.note-written': { did: 'wrote a note', asked: 'asked to write a note' },
    'customer.note-changed': { did: 'changed a note', asked: 'asked to change a note' },
    'customer.note-deleted': { did: 'deleted a note', asked: 'asked to delete a note' },
  },
  repeated: {
    'customer.opened': { one: 'opened the record', other: 'opened the record # times' },
    'customer.looked-up': { one: 'looked the customer up', other: 'looked the customer up # times' },
  },
  timesShown: 'Show each time',
  notOnPaper: {
    entries: 'Older entries are not on this paper.',
    looks: 'More looks at the record are not on this paper.',
    loading: 'The activity was still loading and is not on this paper.',
  },
  linesShown: { one: '# entry shown', other: '# entries shown' },
  moreLooks: { one: 'Show # more look at the record', other: 'Show # more looks at the record' },
};

const WORDS = spoken({ en: ENGLISH });

/** What people do to a customer, for every sentence that tells of it. */
export const DEEDS = WORDS.deeds;
export const TIMES_SHOWN = WORDS.timesShown;
export const NOT_ON_PAPER = WORDS.notOnPaper;

/** `who` did what. The title identifies the person by the e-mail that the trail holds. */
export function sentence(
  entry: AuditEntry,
  viewerId: string,
  people: People,
): { who: string; title: string | undefined; did: string } {
  const did = isDeed(entry.action)
    ? WORDS.deeds[entry.action][entry.outcome === 'success' ? 'did' : 'asked']
    : actionLabel(entry.action);
  return { ...person(entry, viewerId, people), did };
}

/** Looks of one person, folded: `mayBeMore` where older looks that are not loaded may belong to them. */
interface RepeatedLooks {
  action: (typeof LOOKS)[number];
  actor: AuditActor;
  count: number;
  mayBeMore: boolean;
}

/** The same for a fold of looks: "opened the record 5 times". */
export function repeatedSentence(
  { action, actor, count, mayBeMore }: RepeatedLooks,
  viewerId: string,
  people: People,
): { who: string; title: string | undefined; did: string } {
  const written = mayBeMore ? RANGE_WORDS.atLeast(formatCount(count)) : undefined;
  return { ...person({ actor }, viewerId, people), did: counted(count, WORDS.repeated[action], written) };
}

function person(
  { actor }: Pick<AuditEntry, 'actor'>,
  viewerId: string,
  people: People,
): { who: string; title: string | undefined } {
  const isViewer = actor.id !== null && actor.id === viewerId;
  return { who: isViewer ? WORDS.you : actorName(actor, people), title: actorTitle(actor, people) };
}

/** "Show 12 more looks at the record". */
export function moreLooksText(looks: number): string {
  return counted(looks, WORDS.moreLooks);
}

/** "12 entries shown". */
export function linesShownText(lines: number): string {
  return counted(lines, WORDS.linesShown);
}

function isDeed(action: AuditAction): action is CustomerAction {
  return Object.hasOwn(WORDS.deeds, action);
}
