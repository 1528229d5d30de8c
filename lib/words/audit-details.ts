import type { AuditEntry, ChainStatus } from '../contracts/audit';
import type { AuditAction } from '../contracts/audit-details';
import { chainFinding } from './audit';
import { type DetailReader, detailReader, wordFor } from './audit-detail-reader';

/**
 * What an event tells beside who, when and whose, in words: "3 images, 412 KB, optimised". The trail outlives releases,
 * and a failed action has an intent's detail or none: every field may be missing or of another kind, and is then left out.
 */
export function detailWords(entry: Pick<AuditEntry, 'action' | 'detail'>): string {
  const words = Object.hasOwn(WORDS, entry.action) ? (WORDS[entry.action]?.(detailReader(entry.detail)) ?? []) : [];
  return words.filter((word) => typeof word === 'string' && word !== '').join(', ');
}

type Words = (detail: DetailReader) => (string | false | undefined)[];

const METHODS = { password: 'with a password', sso: 'through single sign-on' };
const FACTORS = {
  totp: 'and a code',
  'recovery-code': 'and a recovery code',
  provider: 'and the provider’s second factor',
};
const REASONS = {
  'wrong-pair': 'wrong e-mail or password',
  'wrong-code': 'wrong code',
  disabled: 'account is disabled',
  'no-role': 'no role for them',
  provider: 'refused by the provider',
  locked: 'too many attempts',
};
const ENDINGS = {
  self: 'by the person',
  administrator: 'by an administrator',
  disabled: 'account disabled',
  password: 'password changed',
  role: 'role changed',
  'second-factor': 'second factor changed',
};
const FIELDS = { email: 'E-mail', phoneNumber: 'Phone' };
const SORTS = { phoneNumber: 'phone', updatedAt: 'last change' };
const FACTOR_CHANGES = {
  'recovery-codes-renewed': 'recovery codes renewed',
  'recovery-code-used': 'recovery code used',
};

const changed: Words = (detail) => [
  detail.text('email'),
  `${detail.text('from') ?? '?'} → ${detail.text('to') ?? '?'}`,
];
const account: Words = (detail) => [detail.text('email')];

const WORDS: Partial<Record<AuditAction, Words>> = {
  'session.signed-in': (detail) => [
    [detail.word('method', METHODS), detail.text('secondFactor') !== 'none' && detail.word('secondFactor', FACTORS)]
      .filter(Boolean)
      .join(' '),
  ],
  'session.refused': (detail) => [detail.word('reason', REASONS), detail.word('method', METHODS)],
  'session.proved': (detail) => [detail.word('method', METHODS)],
  'session.ended': (detail) => [
    detail.text('email'),
    counted(detail.list('sessions')?.length, 'session', 'sessions'),
    detail.word('reason', ENDINGS),
  ],
  'customers.listed': (detail) => [
    numbered('page', detail.count('page')),
    counted(detail.count('perPage'), 'row', 'rows'),
    prefixed('by', detail.word('sortBy', SORTS)),
    detail.text('order') === 'desc' && 'descending',
  ],
  'customers.searched': (detail) => [
    prefixed('by', joined(detail.list('terms'))),
    prefixed('filtered by', joined(detail.list('filters'))),
    counted(detail.count('found'), 'found', 'found'),
  ],
  'customer.looked-up': (detail) => [
    prefixed('by', joined(detail.list('by')?.map((field) => lower(wordFor(field, FIELDS))))),
  ],
  'customer.images-revealed': (detail) => [
    counted(detail.list('images')?.length, 'image', 'images'),
    size(detail.count('bytes')),
    withheld(detail.list('withheld')),
    detail.flag('optimized') === undefined ? undefined : detail.flag('optimized') ? 'optimised' : 'originals',
  ],
  'customer.contact-corrected': (detail) => detail.records('changes').map(changeWords),
  'customers.exported': (detail) => [
    counted(detail.count('rows'), 'row', 'rows'),
    size(detail.count('bytes')),
    prefixed('filtered by', joined(detail.list('filters'))),
  ],
  'customer.link-created': (detail) => [prefixed('for', joined(detail.list('documents')))],
  'account.created': (detail) => [
    detail.text('email'),
    detail.text('role'),
    detail.text('kind') === 'sso' && 'single sign-on',
  ],
  'account.role-changed': changed,
  'account.email-changed': (detail) => [`${detail.text('from') ?? '?'} → ${detail.text('email') ?? '?'}`],
  'account.disabled': account,
  'account.enabled': account,
  'account.link-issued': (detail) => [detail.text('email'), detail.text('purpose')],
  'account.password-set': (detail) => [
    detail.text('email'),
    detail.word('by', { link: 'by a one-time link', 'command-line': 'on the server' }),
  ],
  'account.second-factor': (detail) => [detail.text('email'), detail.word('change', FACTOR_CHANGES)],
  'access.denied': (detail) => [detail.text('route'), prefixed('needs', detail.text('permission'))],
  'audit.read': (detail) => [prefixed('filtered by', joined(detail.list('filters')))],
  'audit.verified': (detail) => [verdictWords(detail)],
  'audit.exported': (detail) => [
    detail.word('format', { jsonl: 'JSON Lines', csv: 'CSV' }),
    counted(detail.count('rows'), 'row', 'rows'),
    prefixed('filtered by', joined(detail.list('filters'))),
  ],
};

const VERDICTS: readonly ChainStatus['verdict'][] = ['intact', 'altered', 'missing', 'cut', 'mismatch'];

function verdictWords(detail: DetailReader): string | undefined {
  const verdict = VERDICTS.find((known) => known === detail.text('verdict'));
  const seq = detail.count('seq');
  return verdict && seq !== undefined ? lower(chainFinding(verdict, seq)) : undefined;
}

/** Before and after as the trail keeps them: masked. Each starts with a Latin word, which sets its reading direction. */
function changeWords(change: DetailReader): string {
  const masked = (key: string) => change.record(key)?.text('masked') ?? '—';
  return `${change.word('field', FIELDS) ?? 'Contact'} ${masked('before')} → ${masked('after')}`;
}

const NUMBER = new Intl.NumberFormat('en-GB');

function counted(count: number | undefined, one: string, many: string): string | undefined {
  return count === undefined ? undefined : `${NUMBER.format(count)} ${count === 1 ? one : many}`;
}

function withheld(images: string[] | undefined): string | undefined {
  return images === undefined || images.length === 0 ? undefined : `${images.length} withheld`;
}

function numbered(word: string, count: number | undefined): string | undefined {
  return count === undefined ? undefined : `${word} ${NUMBER.format(count)}`;
}

function prefixed(word: string, text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : `${word} ${text}`;
}

function joined(words: string[] | undefined): string | undefined {
  return words?.join(', ');
}

/** Of a thousand bytes, as everywhere at this desk. */
export function size(bytes: number | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  if (bytes < 1000) return `${bytes} bytes`;
  const [value, unit] = bytes < 999_500 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB'];
  return `${value < 10 && unit === 'MB' ? value.toFixed(1) : NUMBER.format(Math.round(value))} ${unit}`;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
