import type { AuditEntry } from '../contracts/audit';
import type { AuditAction, EffectAction, IntentDetail, OutcomeDetail } from '../contracts/audit-details';
import { CHAIN_VERDICTS, SECOND_FACTORS, SIGN_IN_METHODS } from '../contracts/audit-values';
import type { People } from '../contracts/people';
import { monthName } from './access-review';
import { chainFinding, outcomeWords } from './audit';
import { DETAIL_WORDS as WORDS } from './audit-detail-words';
import { BUDGET_WORDS } from './budgets';
import { type DetailReader, detailReader, isRecord } from './detail-reader';
import { documentLabel } from './documents';
import { formatMoment } from './format';
import { FIELD_LABELS } from './hidden';
import { wordFor } from './language';
import { counted, formatBytes, formatCount, formatFacts, type PluralForms } from './numbers';
import { personName } from './people';
import { purposeLabel } from './purposes';
import { RULE_LABELS, reviewNumber } from './reviews';
import { ROLE_LABELS } from './roles';

/** What the trail keeps of an action today: the intent's detail and the outcome's. */
type DetailOf<A extends AuditAction> = OutcomeDetail<A> & (A extends EffectAction ? IntentDetail<A> : unknown);
type Facts<A extends AuditAction> = (detail: DetailReader<DetailOf<A>>) => (string | false | undefined)[];

const FACTS: { [A in AuditAction]: Facts<A> } = {
  'session.signed-in': signedIn,
  'session.refused': (detail) => [detail.word('reason', WORDS.refusals), detail.word('method', WORDS.methods)],
  'session.locked-out': () => [],
  'session.proved': (detail) => [detail.word('method', WORDS.methods)],
  'session.signed-out': () => [],
  'session.ended': (detail) => [
    detail.text('email'),
    maybeCounted(detail.list('sessions')?.length, WORDS.sessions),
    detail.word('reason', WORDS.endings),
  ],
  'customers.listed': (detail) => [
    maybe(detail.count('page'), (page) => WORDS.page(formatCount(page))),
    maybeCounted(detail.count('perPage'), WORDS.rows),
    detail.word('sortBy', WORDS.sortedBy),
    detail.word('order', WORDS.orders),
    detail.word('shown', WORDS.shown),
  ],
  'customers.searched': (detail) => [
    named(detail.list('terms'), WORDS.terms, WORDS.searchedBy),
    named(detail.list('filters'), WORDS.filters, WORDS.filteredBy),
    maybeCounted(detail.count('found'), WORDS.found),
  ],
  'customer.looked-up': (detail) => [named(detail.list('by'), WORDS.lookedUpBy, WORDS.lookedUp)],
  'customer.opened': (detail) => [detail.word('shown', WORDS.shown)],
  'customer.images-revealed': (detail) => [
    maybeCounted(detail.list('images')?.length, WORDS.images),
    maybe(detail.count('bytes'), formatBytes),
    maybeCounted(detail.list('withheld')?.length || undefined, WORDS.withheld),
    maybe(detail.flag('optimized'), (optimized) => WORDS.sizes[optimized ? 'optimized' : 'original']),
    ...why(detail),
  ],
  'customer.images-kept': () => [],
  'customer.printed': (detail) => [
    detail.flag('images') === true && WORDS.withImages,
    detail.word('by', WORDS.printWays),
    detail.flag('withoutPurpose') === true && WORDS.withoutPurpose,
    ...why(detail),
  ],
  'customers.printed': (detail) => [
    detail.word('what', WORDS.printed),
    maybeCounted(detail.count('rows'), WORDS.rows),
    detail.word('by', WORDS.printWays),
    detail.flag('withoutPurpose') === true && WORDS.withoutPurpose,
    ...why(detail),
  ],
  'page.printed': (detail) => [
    detail.word('what', WORDS.printed),
    maybeCounted(detail.count('rows'), WORDS.rows),
    detail.word('by', WORDS.printWays),
    detail.flag('withoutPurpose') === true && WORDS.withoutPurpose,
    ...why(detail),
  ],
  'customer.field-revealed': (detail) => [
    maybe(detail.text('document'), documentLabel),
    maybe(detail.text('field'), (field) => wordFor(field, FIELD_LABELS)),
    ...why(detail),
  ],
  'customer.contact-corrected': (detail) => [
    ...detail.records('changes').map(contactChange),
    detail.word('callerCheck', WORDS.callerChecked),
    detail.word('warned', WORDS.warned),
    detail.text('approval') !== undefined && WORDS.approved,
  ],
  'customer.caller-checked': (detail) => [
    detail.word('result', WORDS.checkResults),
    named(detail.list('items'), WORDS.callerItems, (items) => items),
  ],
  'customer.caller-check-closed': (detail) => [
    maybe(detail.text('until'), (until) => WORDS.until(formatMoment(until))),
  ],
  'customer.approval-requested': (detail) => [
    detail.word('what', WORDS.approvalKinds),
    detail.word('reason', WORDS.guardReasons),
    ...detail.records('changes').map(contactChange),
    detail.word('callerCheck', WORDS.callerChecked),
    ...why(detail),
  ],
  'customer.approval-granted': (detail) => [detail.word('what', WORDS.approvalKinds)],
  'customer.approval-declined': (detail) => [
    detail.word('what', WORDS.approvalKinds),
    maybe(detail.text('word'), WORDS.quoted),
  ],
  'customer.approval-ended': (detail) => [
    detail.word('what', WORDS.approvalKinds),
    detail.word('as', WORDS.approvalEnds),
    maybe(detail.text('failure'), (outcome) => outcomeWords({ action: 'customer.approval-ended', outcome }).label),
  ],
  'approvals.read': (detail) => [maybeCounted(detail.count('waiting'), WORDS.waiting)],
  'customers.exported': (detail) => [
    maybeCounted(detail.count('rows'), WORDS.rows),
    maybe(detail.count('bytes'), formatBytes),
    named(detail.list('filters'), WORDS.filters, WORDS.filteredBy),
    ...why(detail),
    ...lacking(detail),
  ],
  'directory.forgotten': (detail) => [
    detail.word('reason', WORDS.forgettings),
    maybeCounted(detail.count('customers'), WORDS.forgotten),
  ],
  'customer.link-created': (detail) => [
    maybe(
      detail.list('documents'),
      (types) => types.length > 0 && WORDS.linkFor(formatFacts(types.map(documentLabel))),
    ),
    detail.word('warned', WORDS.warned),
    detail.text('approval') !== undefined && WORDS.approved,
  ],
  'customer.document-marked': (detail) => [
    maybe(detail.text('document'), documentLabel),
    maybe(detail.flag('done'), (done) => maybe(detail.text('markedFor'), (whom) => markedWord(whom, done))),
    detail.flag('withWord') === true && WORDS.withWord,
  ],
  'customer.note-written': (detail) => noteFacts(detail),
  'customer.note-changed': (detail) => noteFacts(detail),
  'customer.note-deleted': () => [],
  'view.saved': (detail) => viewFacts(detail),
  'view.changed': (detail) => [
    named(detail.list('changed'), WORDS.viewParts, WORDS.changedParts),
    ...viewFacts(detail),
  ],
  'view.removed': (detail) => viewFacts(detail),
  'account.created': (detail) => [
    detail.text('email'),
    detail.word('role', ROLE_LABELS),
    detail.text('kind') === 'sso' && WORDS.singleSignOn,
  ],
  'account.role-changed': (detail) => [
    detail.text('email'),
    change(detail.word('from', ROLE_LABELS), detail.word('to', ROLE_LABELS)),
  ],
  'account.email-changed': (detail) => [change(detail.text('from'), detail.text('email'))],
  'account.disabled': (detail) => [detail.text('email')],
  'account.enabled': (detail) => [detail.text('email')],
  'account.link-issued': (detail) => [detail.text('email'), detail.word('purpose', WORDS.purposes)],
  'account.password-set': (detail) => [detail.text('email'), detail.word('by', WORDS.passwordWays)],
  'account.second-factor': (detail) => [detail.text('email'), detail.word('change', WORDS.factorChanges)],
  'account.passkey-enrolled': (detail) => [detail.text('email'), detail.text('name')],
  'account.passkey-renamed': (detail) => [detail.text('email'), detail.text('name')],
  'account.passkey-removed': (detail) => [detail.text('email'), detail.text('name')],
  'account.passkey-refused': (detail) => [detail.text('email'), detail.word('reason', WORDS.refusals)],
  'budget.spent': (detail) => [
    detail.word('budget', BUDGET_WORDS.names),
    detail.word('window', BUDGET_WORDS.windows),
    maybe(detail.count('limit'), formatCount),
  ],
  'budget.granted': (detail) => [
    detail.text('email'),
    detail.word('budget', BUDGET_WORDS.names),
    maybe(detail.count('more'), (more) => `+${formatCount(more)}`),
  ],
  'access.reviewed': (detail) => [
    maybe(detail.text('month'), monthName),
    maybeCounted(detail.count('rows'), WORDS.rows),
  ],
  'alert.tested': () => [],
  'review.found': (detail) => reviewed(detail),
  'reviews.read': (detail) => [named(detail.list('filters'), WORDS.filters, WORDS.filteredBy)],
  'review.closed': (detail) => [...reviewed(detail), maybe(detail.text('sentence'), WORDS.quoted)],
  'access.denied': (detail) => [
    detail.text('route'),
    maybe(detail.text('permission'), (permission) => wordFor(permission, WORDS.permissions)),
  ],
  'audit.read': (detail) => [named(detail.list('filters'), WORDS.filters, WORDS.filteredBy)],
  'audit.verified': (detail) => [verdict(detail)],
  'audit.exported': (detail) => [
    detail.word('format', WORDS.formats),
    maybeCounted(detail.count('rows'), WORDS.rows),
    named(detail.list('filters'), WORDS.filters, WORDS.filteredBy),
  ],
  'records.removed': (detail) => [
    detail.word('kind', WORDS.removable),
    maybe(detail.text('before'), (before) => WORDS.olderThan(formatMoment(before))),
    maybeCounted(detail.count('rows'), WORDS.rows),
  ],
};

/**
 * What an event tells beside who, when and whose: "3 images, 412 KB, optimised". A failed action has an intent's detail
 * or none, and the trail outlives releases: a field that is missing, or of another kind, is left out.
 *
 * @param people the accounts that details name by id; names take the place of their e-mails
 */
export function detailWords({ action, detail }: Pick<AuditEntry, 'action' | 'detail'>, people: People = {}): string {
  if (!Object.hasOwn(FACTS, action)) return '';
  const nameOf = (key: string) => {
    const id = detail[key];
    const person = typeof id === 'string' ? people[id] : undefined;
    return person && personName(person);
  };
  const [account, maker, author] = [nameOf('account'), nameOf('maker'), nameOf('author')];
  // This event is about the addresses themselves, and others say nothing of the account but its id.
  const isReplaced = typeof detail.email === 'string' && action !== 'account.email-changed';
  const facts = factsOf(action, account !== undefined && isReplaced ? { ...detail, email: account } : detail);
  return formatFacts([
    !isReplaced && account,
    facts,
    maker !== undefined && WORDS.askedBy(maker),
    author !== undefined && WORDS.writtenBy(author),
  ]);
}

function factsOf<A extends AuditAction>(action: A, detail: Record<string, unknown>): string {
  return formatFacts(FACTS[action](detailReader<DetailOf<A>>(detail)));
}

/** Whom a note concerned, and that it was saved although it looked like a customer's data. */
function noteFacts(detail: DetailReader<DetailOf<'customer.note-written'>>): (string | undefined)[] {
  return [
    maybeCounted(detail.count('mentioned') || undefined, WORDS.mentioned),
    detail.flag('looksPersonal') === true ? WORDS.looksPersonal : undefined,
  ];
}

/** What the actor said that it was for. */
function why(detail: { text: (key: 'purpose' | 'sentence') => string | undefined }): (string | undefined)[] {
  return [
    maybe(detail.text('purpose'), (purpose) => WORDS.purposeOf(purposeLabel(purpose))),
    maybe(detail.text('sentence'), WORDS.quoted),
  ];
}

/** A review by its number and its rule. */
function reviewed(detail: {
  count: (key: 'review') => number | undefined;
  text: (key: 'rule') => string | undefined;
}): (string | undefined)[] {
  return [
    maybe(detail.count('review'), reviewNumber),
    maybe(detail.text('rule'), (rule) => wordFor(rule, RULE_LABELS)),
  ];
}

/** A saved view: its page, whose it is, and what filters it. */
function viewFacts(
  detail: Pick<DetailReader<DetailOf<'view.saved'>>, 'flag' | 'list' | 'word'>,
): (string | false | undefined)[] {
  return [
    detail.word('page', WORDS.viewPages),
    maybe(detail.flag('team'), (team) => WORDS.viewOf[team ? 'team' : 'own']),
    detail.flag('inDigest') === true && WORDS.inDigest,
    named(detail.list('filters'), WORDS.filters, WORDS.filteredBy),
  ];
}

/** One phrase for the method and the second factor; word by word where one of them is not known. */
function signedIn(detail: DetailReader<DetailOf<'session.signed-in'>>): (string | undefined)[] {
  const [method, factor] = [detail.text('method'), detail.text('secondFactor') ?? 'none'];
  const knownMethod = SIGN_IN_METHODS.find((one) => one === method);
  const knownFactor = SECOND_FACTORS.find((one) => one === factor);
  if (knownMethod === undefined || knownFactor === undefined) return [detail.word('method', WORDS.methods), factor];
  return [WORDS.signedIn[knownMethod][knownFactor]];
}

/** What a file of customers lacks, and how many of all customers the directory held. Nothing for a whole file. */
function lacking(detail: DetailReader<DetailOf<'customers.exported'>>): (string | undefined)[] {
  const gaps = detail.list('gaps');
  if (gaps === undefined || gaps.length === 0) return [];
  const [covered, total] = [detail.count('covered'), detail.count('total')];
  return [
    named(gaps, WORDS.gaps, (listed) => listed),
    covered !== undefined && total !== undefined && covered < total
      ? WORDS.covered(formatCount(covered), formatCount(total))
      : undefined,
  ];
}

function markedWord(whom: string, done: boolean): string {
  return wordFor(whom, done ? WORDS.markedDone : WORDS.markedOpen);
}

function verdict(detail: DetailReader<DetailOf<'audit.verified'>>): string | undefined {
  const [found, seq] = [detail.text('verdict'), detail.count('seq')];
  const known = CHAIN_VERDICTS.find((one) => one === found);
  return known === undefined || seq === undefined ? found : WORDS.fact(chainFinding(known, seq));
}

/** Before and after are masked, as the trail keeps them. The field's name comes first: it sets the reading direction. */
export function contactChange(change: Record<string, unknown>): string {
  const field = typeof change.field === 'string' ? wordFor(change.field, WORDS.fields) : WORDS.missing;
  return WORDS.contactChange(field, masked(change.before), masked(change.after));
}

function masked(value: unknown): string {
  return isRecord(value) && typeof value.masked === 'string' ? value.masked : WORDS.none;
}

function change(from: string | undefined, to: string | undefined): string {
  return WORDS.change(from ?? WORDS.missing, to ?? WORDS.missing);
}

function maybe<T, U>(value: T | undefined, words: (value: T) => U): U | undefined {
  return value === undefined ? undefined : words(value);
}

function maybeCounted(count: number | undefined, forms: PluralForms): string | undefined {
  return maybe(count, (number) => counted(number, forms));
}

/** A phrase over values by their words; nothing for an empty list. */
function named<Value extends string>(
  values: readonly string[] | undefined,
  words: Readonly<Record<Value, string>>,
  phrase: (listed: string) => string,
): string | undefined {
  if (values === undefined || values.length === 0) return undefined;
  return phrase(formatFacts(values.map((value) => wordFor(value, words))));
}
