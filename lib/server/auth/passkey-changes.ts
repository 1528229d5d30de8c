import 'server-only';
import { eq } from 'drizzle-orm';
import type { NewPasskeyBody } from '../../contracts/passkeys';
import type { Viewer } from '../../contracts/viewer';
import { cleanText } from '../../writing/text';
import { sessions } from '../db/public';
import { DeskError } from '../desk-error';
import { AccountError } from './account-error';
import { type ChangeScope, changeAccounts, lockAccount, named } from './account-transaction';
import { creationOptions, isOfSite, readClientData, verifyCreation } from './passkey-ceremony';
import { issueChallenge, takeChallenge } from './passkey-challenges';
import { assertPasskeys, demandsPasskey, MOST_PASSKEYS, type PasskeySite } from './passkey-rules';
import { insertPasskey, listPasskeys, removePasskeyRows, renamePasskeyRow } from './passkeys';
import { endSessionsOf, renewProof, type SessionName } from './sessions';

const bindingOf = (viewer: Viewer) => ({ purpose: 'enrolment', boundTo: viewer.sessionId }) as const;

/**
 * Begins the enrolment of a passkey: what the browser needs to make one.
 * @throws DeskError `forbidden` for a person of the identity provider, or where there are no passkeys;
 *   `account_refused` with {@link MOST_PASSKEYS}; `too_many_attempts`
 */
export async function beginPasskey({ db }: Pick<ChangeScope, 'db'>, viewer: Viewer) {
  const site = siteFor(viewer);
  const known = await listPasskeys(db, viewer.accountId);
  if (known.length >= MOST_PASSKEYS) throw tooMany();
  const challenge = await issueChallenge(db, bindingOf(viewer), viewer.sessionId);
  return await creationOptions(
    site,
    { id: viewer.accountId, email: viewer.email, name: viewer.name },
    known,
    challenge,
  );
}

/**
 * Keeps a new passkey of a person. From then on this session counts as one with a second factor, and the person's other
 * sessions end, as with an authenticator app.
 *
 * @returns the session's new name for its cookie: a copy of the one before must not gain what this session gains
 * @throws DeskError `proof_refused` for an answer that counts for nothing: a refusal is recorded; `account_refused` for
 *   one too many; `forbidden`; `audit_unavailable`
 */
export async function addPasskey(
  scope: ChangeScope,
  viewer: Viewer,
  body: NewPasskeyBody,
): Promise<SessionName | null> {
  const site = siteFor(viewer);
  const name = nameOf(body.name);
  const fresh = await checked(scope, viewer, site, body);
  if (typeof fresh === 'string') {
    await changeAccounts(scope, async ({ tell }) =>
      tell('account.passkey-refused', { ...named({ id: viewer.accountId, email: viewer.email }), reason: fresh }),
    );
    throw new DeskError('proof_refused', { code: 'passkey_refused' });
  }
  return await changeAccounts(scope, async ({ tx, tell }) => {
    const account = await lockAccount(tx, viewer.accountId);
    if (!account || account.disabledAt !== null) throw new AccountError({ code: 'no_such_account' });
    if ((await listPasskeys(tx, account.id)).length >= MOST_PASSKEYS) throw tooMany();
    const passkey = await insertPasskey(tx, { ...fresh, accountId: account.id, name });
    if (passkey === null) throw new AccountError({ code: 'passkey_known' });
    await tx.update(sessions).set({ secondFactor: true }).where(eq(sessions.id, viewer.sessionId));
    const session = await renewProof(tx, viewer.sessionId);
    const ended = await endSessionsOf(tx, account.id, viewer.sessionId);
    tell('account.passkey-enrolled', { ...named(account), passkey, name });
    if (ended.length > 0) tell('session.ended', { ...named(account), sessions: ended, reason: 'second-factor' });
    return session;
  });
}

/** @throws DeskError `not_found` for a passkey that is not the person's; `audit_unavailable` */
export async function renamePasskey(scope: ChangeScope, viewer: Viewer, passkey: string, name: string): Promise<void> {
  siteFor(viewer);
  const clean = nameOf(name);
  await changeAccounts(scope, async ({ tx, tell }) => {
    if (!(await renamePasskeyRow(tx, viewer.accountId, passkey, clean))) throw notTheirs();
    const { accountId: id, email } = viewer;
    tell('account.passkey-renamed', { ...named({ id, email }), passkey, name: clean });
  });
}

/**
 * Removes one of a person's own passkeys. Their other sessions end, because a thief may have opened them with it.
 * @throws DeskError `not_found`; AccountError for the last passkey of a person whose role needs one; `audit_unavailable`
 */
export async function removePasskey(scope: ChangeScope, viewer: Viewer, passkey: string): Promise<void> {
  await changeAccounts(scope, async ({ tx, tell }) => {
    const account = await lockAccount(tx, viewer.accountId);
    const all = account ? await listPasskeys(tx, account.id) : [];
    if (!account || !all.some(({ id }) => id === passkey)) throw notTheirs();
    if (all.length === 1 && demandsPasskey(account.role)) throw new AccountError({ code: 'last_passkey' });
    for (const { id, name } of await removePasskeyRows(tx, account.id, passkey)) {
      tell('account.passkey-removed', { ...named(account), passkey: id, name });
    }
    const ended = await endSessionsOf(tx, account.id, viewer.sessionId);
    if (ended.length > 0) tell('session.ended', { ...named(account), sessions: ended, reason: 'second-factor' });
  });
}

async function checked({ db }: ChangeScope, viewer: Viewer, site: PasskeySite, body: NewPasskeyBody) {
  const said = readClientData(body.clientDataJSON);
  if (said === null || !(await takeChallenge(db, bindingOf(viewer), said.challenge))) return 'passkey-challenge';
  if (!isOfSite(said, site)) return 'passkey-origin';
  return (await verifyCreation(site, said.challenge, body)) ?? 'passkey-answer';
}

function siteFor(viewer: Viewer): PasskeySite {
  const site = assertPasskeys();
  if (viewer.method === 'sso') throw new DeskError('forbidden', { code: 'factor_at_provider' });
  return site;
}

/** Signs that reverse or hide text could make one passkey look like another. */
function nameOf(written: string): string {
  const name = cleanText(written);
  if (name !== '') return name;
  const problem = { code: 'empty' } as const;
  throw new DeskError('invalid_request', problem, { fields: { name: problem } });
}

function tooMany(): AccountError {
  return new AccountError({ code: 'too_many_passkeys', most: MOST_PASSKEYS });
}

function notTheirs(): DeskError {
  return new DeskError('not_found', { code: 'no_such_passkey' });
}
