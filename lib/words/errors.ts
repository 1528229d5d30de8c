import type { ErrorBody, ErrorCode, Problem, ProblemCode, Problems } from '../contracts/errors';
import { BUDGET_WORDS, spentSentence } from './budgets';
import { coverageSentences } from './coverage';
import { formatMoment } from './format';
import { type Language, spoken } from './language';
import { counted, formatCount, formatFacts, type PluralForms } from './numbers';

/**
 * What the desk says of a failure. The browser loads this file when a call has failed (`lib/client/api-error.ts`), so
 * that no page pays for it beforehand.
 */
export interface ErrorWords {
  codes: Record<ErrorCode, string>;
  /** A whole sentence per problem: it stands in an alert, or under a field of a form. */
  problems: { [Code in ProblemCode]: (params: Problems[Code]) => string };
  maybeSaved: string;
  /** A field of a request and its problem, where no form shows the field. */
  ofField: (field: string, problem: string) => string;
}

const ENGLISH: ErrorWords = {
  codes: {
    invalid_request: 'The request is not valid.',
    payload_too_large: 'The request is too large.',
    unauthenticated: 'You are signed out. Sign in again.',
    other_person: 'Somebody else has signed in here meanwhile. Nothing was done.',
    forbidden: 'Your role does not allow this.',
    second_factor_required: 'Your role needs a second factor. Set one up first.',
    step_up_required: 'Confirm first that it is you.',
    purpose_required: 'Say first what this is for.',
    caller_check_required: 'Check first that the caller is the customer. Nothing was saved.',
    caller_check_closed: 'There were too many wrong checks of this customer. No check is made for now.',
    approval_required: 'This needs a second person. Nothing was changed yet: a colleague has to approve it first.',
    approval_closed: 'This request can no longer be decided. Nothing was written.',
    proof_refused: 'That did not prove that it is you.',
    too_many_attempts: 'Too many failed attempts. Try again in a few minutes.',
    budget_spent: 'Your budget for this is spent. Try again later.',
    account_refused: 'This account can not be changed like that.',
    link_refused:
      'This link has expired, was used already, or a newer one replaced it. Ask your administrator for a new one.',
    cross_site_request: 'This request came from another site and was refused.',
    not_found: 'There is no such customer.',
    wrong_person: 'The contact on file now leads to a different customer. Nothing was opened.',
    changed_meanwhile: 'Somebody else changed this contact meanwhile. Nothing was overwritten.',
    contact_in_use: 'This value is already used by another customer.',
    contact_refused: 'Sentinel does not accept this value.',
    export_incomplete: 'The file would lack customers. Say first that it may.',
    sentinel_credentials: "Sentinel refuses this dashboard's credentials. Tell your administrator.",
    sentinel_refused: 'Sentinel could not process this request. Tell your administrator.',
    images_too_large: 'These images are too large to be sent together. Show the smaller ones.',
    sentinel_malformed: 'Sentinel gave an answer that could not be read. Try again.',
    sentinel_rate_limited: 'Sentinel is receiving too many requests. Try again in a moment.',
    sentinel_timeout: 'Sentinel did not answer in time. Try again.',
    sentinel_unavailable: 'Sentinel can not be reached. Try again in a moment.',
    database_unavailable: "The desk's database can not be reached. Try again in a moment.",
    audit_unavailable:
      'What is done here has to be recorded, and that does not work right now. Nothing was done. Try again in a moment.',
    busy: 'The desk is busy with earlier requests like this one. Try again in a moment.',
    internal: 'Something went wrong here. Try again, and give the request id if it stays.',
  },
  problems: {
    missing: () => 'Is missing or not valid.',
    empty: () => 'Must not be empty.',
    too_short: () => 'Is too short.',
    too_long: () => 'Is too long.',
    unknown_key: () => 'Is not known.',
    given_twice: () => 'Is given twice.',
    not_valid: () => 'Is not valid.',
    wrong_type: ({ type }) => `Must be ${TYPE_NAMES.en[type] ?? type}.`,
    rule: ({ rule }) => `${rule.charAt(0).toUpperCase()}${rule.slice(1)}.`,
    not_json: () => 'The body is not JSON.',
    not_utf8: () => 'The body is not UTF-8.',
    no_query_here: () => 'This address takes no query.',
    not_json_type: () => 'The body must be JSON (content-type: application/json).',
    foreign_cursor: () => 'Belongs to no such result.',
    not_a_phone_number: () => 'This is not a phone number: write it like 050 123 4567 or +44 7400 123456.',
    same_as_before: () => 'Is the same as before.',
    nothing_would_change: () => 'Nothing would change.',
    sentence_too_short: ({ least, most }) =>
      `Needs a sentence of ${formatCount(least)} to ${formatCount(most)} characters.`,
    sentence_for_other_only: () => 'Only the purpose “other” takes a sentence.',
    in_use: () => 'Is already used by another customer.',
    not_accepted: () => 'Is not accepted by Sentinel.',
    beyond_newest: ({ customers }) =>
      `This customer is not among the ${formatCount(customers)} most recently updated ones. Find them in the list or by e-mail or phone, and open them from there.`,
    no_contact_for_link: () => 'Sentinel makes links for an e-mail address or a phone number, and has neither.',
    contact_being_saved: () => 'Somebody else is saving this contact right now. Nothing was sent. Try again.',
    own_review: () => 'This review is about you. Somebody else closes it.',
    review_closed: () => 'Somebody else has closed this review already.',
    no_such_document: () => 'The customer no longer has this document. Open the customer again.',
    no_such_note: () => 'This note is gone: somebody has deleted it.',
    note_of_another: () => 'Only its author can change this note.',
    note_too_old: ({ minutes }) => counted(minutes, NOTE_MINUTES.en),
    note_changed: () => 'This note was changed meanwhile, in another window of yours. Nothing was overwritten.',
    too_many_notes: ({ most }) => counted(most, NOTES_AT_MOST.en),
    open_first: () => 'Open the customer first: notes are a part of the customer’s page.',
    too_few_items: () => 'These items together prove too little. Ask the caller for one more.',
    not_a_birth_date: () => 'This is not a date: write it like 1990-03-07 or 7.3.1990.',
    closed_until: ({ until }) =>
      `There were too many wrong checks of this customer. No check is made before ${formatMoment(until)}.`,
    waits_until: ({ until }) =>
      `This needs a second person. Nothing was changed yet: it waits for a colleague’s approval until ${formatMoment(until)}.`,
    own_request: () => 'You asked for this yourself: another colleague has to decide.',
    decided_already: () => 'A colleague has decided this request already.',
    request_lapsed: () => 'This request has lapsed. It has to be made again.',
    maker_may_not: () => 'The person who asked for this may no longer do it. Decline the request.',
    no_such_request: () => 'There is no such request.',
    too_many_to_sort: ({ most }) =>
      `More than ${formatCount(most)} documents can only be listed by their last day. Choose fewer, for example one type.`,
    too_many_own_views: ({ most }) => counted(most, VIEWS_AT_MOST.en.own),
    too_many_team_views: ({ most }) => counted(most, VIEWS_AT_MOST.en.team),
    too_many_in_digest: ({ most }) => counted(most, VIEWS_AT_MOST.en.digest),
    view_of_other_page: () => 'This view is of the other page.',
    view_changed: () =>
      'Somebody has changed this view meanwhile. Nothing was overwritten: look at it as it is now, then change it again.',
    digest_of_team_alone: () => 'The daily digest counts views of the team alone.',
    no_directory: () => 'There is no directory to export from.',
    incomplete: (coverage) => coverageSentences(coverage).join(' '),
    wrong: () => 'Is wrong.',
    password_wrong: () => 'The password is wrong.',
    code_missing: () => 'The code is missing.',
    code_used: () => 'The code is wrong, or was used already.',
    code_not_shown: () => 'The code is wrong: enter the code that the app shows now.',
    expired: () => 'Has expired.',
    took_too_long: () => 'This took too long. Begin again.',
    prove_at_provider: () => 'Sign in again through the identity provider to confirm that it is you.',
    factor_at_provider: () => 'Your second factor is kept by the identity provider.',
    no_passkeys_here: () => 'This desk has no passkeys: its address is a number.',
    passkey_refused: () => 'This passkey was not accepted. Try again.',
    passkey_needed: () => 'Your account needs your passkey.',
    passkey_known: () => 'This passkey belongs to an account already.',
    last_passkey: () => 'Your role needs a passkey: add another one before you remove the last.',
    too_many_passkeys: ({ most }) => counted(most, PASSKEYS_AT_MOST.en),
    no_such_passkey: () => 'There is no such passkey.',
    nothing_to_recover: () => 'There is no second factor to recover.',
    no_passwords_here: () => 'This desk has no passwords: use single sign-on.',
    no_sso_here: () => 'This desk has no single sign-on.',
    nothing_here: () => 'There is no such thing here.',
    no_such_view: () => 'This view is not here any more: it was removed, or is no longer shared.',
    session_ended: () => 'This session has ended already.',
    no_such_account: () => 'There is no such account.',
    no_password_of_account: ({ email }) => `${email} has no password here.`,
    account_is_disabled: ({ email }) => `${email} is disabled: enable the account first.`,
    account_at_provider: ({ email }) =>
      `${email} signs in through the identity provider, which keeps password, second factor and role.`,
    account_without_factor: ({ email }) => `${email} has no second factor.`,
    account_without_passkey: ({ email }) => `${email} has no passkey.`,
    account_exists: ({ email }) => `There is already an account for ${email}.`,
    last_administrator: ({ email }) => `${email} is the last administrator, and the desk needs one.`,
    own_role: () => 'Nobody changes their own role: another administrator has to.',
    own_account: () => 'Nobody disables their own account: another administrator has to.',
    spent: spentSentence,
    at_once: ({ work }) => BUDGET_WORDS.atOnce[work],
    own_budget: () => 'Nobody grants themselves more: another administrator has to.',
    own_recovery: () => 'Nobody recovers their own account: another administrator has to.',
    not_an_email: () => 'That is not an e-mail address.',
    name_length: ({ least, most }) => `The name needs ${formatCount(least)} to ${formatCount(most)} characters.`,
    unknown_role: ({ roles }) => `The role must be one of ${formatFacts(roles)}.`,
    password_too_short: ({ least }) => `The password needs ${formatCount(least)} characters or more.`,
    password_too_long: ({ most }) => `The password can have ${formatCount(most)} characters at most.`,
    password_common: () =>
      'This is one of the passwords that are tried first, or little more than one. Choose another.',
    password_personal: () => 'The password is too close to your name, your e-mail or the name of the desk.',
  },
  maybeSaved: 'The change may or may not have been saved: open the customer again to see, before you repeat it.',
  ofField: (field, problem) => `${field} ${problem.charAt(0).toLowerCase()}${problem.slice(1)}`,
};

const VIEWS_AT_MOST: Record<Language, Record<'own' | 'team' | 'digest', PluralForms>> = {
  en: {
    own: {
      one: 'You can have # view of your own. Remove it first.',
      other: 'You can have # views of your own. Remove one first.',
    },
    team: { one: 'The team can have # view. Remove it first.', other: 'The team can have # views. Remove one first.' },
    digest: {
      one: 'The daily digest counts # view. Take it out first.',
      other: 'The daily digest counts # views. Take one out first.',
    },
  },
};

const PASSKEYS_AT_MOST: Record<Language, PluralForms> = {
  en: { one: 'You can have # passkey. Remove it first.', other: 'You can have # passkeys. Remove one first.' },
};

const NOTE_MINUTES: Record<Language, PluralForms> = {
  en: {
    one: 'A note can be changed for # minute. Delete it, and write another.',
    other: 'A note can be changed for # minutes. Delete it, and write another.',
  },
};

const NOTES_AT_MOST: Record<Language, PluralForms> = {
  en: {
    one: 'A customer can have # note. Delete it first.',
    other: 'A customer can have # notes. Delete one that no longer counts.',
  },
};

/** What a schema calls a type, for people. */
const TYPE_NAMES: Record<Language, Readonly<Record<string, string>>> = {
  en: { string: 'text', boolean: 'true or false', object: 'an object' },
};

const WORDS = spoken({ en: ENGLISH });

/** The sentence of a problem. */
export function problemSentence(problem: Problem): string {
  return sentenceOf(problem.code, problem);
}

/** A sentence per field that has a problem which this page knows. */
export function fieldSentences({ fields = {} }: Pick<ErrorBody['error'], 'fields'>): Record<string, string> {
  const known = Object.entries(fields).filter(([, problem]) => Object.hasOwn(WORDS.problems, problem.code));
  return Object.fromEntries(known.map(([field, problem]) => [field, problemSentence(problem)]));
}

function sentenceOf<Code extends ProblemCode>(code: Code, params: Problems[Code]): string {
  return WORDS.problems[code](params);
}

/**
 * The words of a failure by its code and its problem. A page may be older than the server: for a code that it does not
 * know, it shows the server's own message.
 */
export function errorSentence(
  error: Pick<ErrorBody['error'], 'code' | 'problem' | 'fields' | 'maybeSaved'>,
): string | null {
  const { code, problem, fields, maybeSaved } = error;
  if (!Object.hasOwn(WORDS.codes, code)) return null;
  if (problem !== undefined) return Object.hasOwn(WORDS.problems, problem.code) ? problemSentence(problem) : null;
  const [field] = Object.entries(fields ?? {});
  if (code === 'invalid_request' && field !== undefined && Object.hasOwn(WORDS.problems, field[1].code)) {
    return WORDS.ofField(field[0], problemSentence(field[1]));
  }
  return maybeSaved ? `${WORDS.codes[code]} ${WORDS.maybeSaved}` : WORDS.codes[code];
}
