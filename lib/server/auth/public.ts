import 'server-only';

/**
 * Accounts, sessions, passwords, second factors, lockout and the rules of single sign-on. Changes of accounts record
 * themselves in the transaction that makes them.
 *
 * The only file of this engine that code outside it may import; `scripts/server-rooms.test.ts` holds the rule.
 */

export {
  change,
  createAccount,
  disableAccount,
  enableAccount,
  refuseOwn,
  removeSecondFactor,
  setRole,
} from './account-changes';
export { listAccountEntries } from './account-list';
export { type ChangeScope, changeAccounts } from './account-transaction';
export { type Account, type Credentials, findAccount, findCredentials } from './accounts';
export { isSecure, PATH_HEADER, sessionCookieName } from './cookie';
export { deviceWords } from './device';
export { beginEnrolment, confirmEnrolment, newRecoveryCodes } from './enrolment';
export { browserOf, KNOWN_FOR_DAYS, knownBrowserCookieName, lastOfBrowser, rememberBrowser } from './known-browser';
export { findLink, issueLink, redeemLink } from './links';
export { assertLocalAccounts, localAccountsOffered } from './local-accounts';
export {
  type Admitted,
  admitAttempt,
  admitProof,
  admitWrongLink,
  forgetFailures,
  pruneFailures,
  takeBack,
} from './lockout';
export { discover, type ProviderMetadata } from './oidc-discovery';
export { FLOW_MINUTES, redeem } from './oidc-exchange';
export { failureOf, reasonOf } from './oidc-failures';
export { type JudgedAnswer, judgeAnswer } from './passkey-answer';
export { requestOptions } from './passkey-ceremony';
export { issueChallenge, pruneChallenges } from './passkey-challenges';
export { addPasskey, beginPasskey, removePasskey, renamePasskey } from './passkey-changes';
export { assertPasskeys, demandsPasskey, MOST_PASSKEYS, passkeysOffered } from './passkey-rules';
export { listPasskeys, recordUse } from './passkeys';
export { type Lane, passwordMatches, TooBusy } from './passwords';
export { listPeople, namePeople } from './people';
export { type Purpose, prunePurposes, rememberedPurpose, rememberPurpose } from './purposes';
export { recoverAccount } from './recovery';
export { recoveryCodesLeft } from './recovery-codes';
export { seal, unseal } from './seal';
export { takeCode } from './second-factor';
export { endOldestSessions, wasEndedByLimit } from './session-limit';
export { endAllSessions, endOneSession, listSessions } from './session-list';
export {
  ABSOLUTE_HOURS,
  countSessions,
  endSession,
  findViewer,
  type NewSession,
  openSession,
  pruneSessions,
  renewProof,
  type SessionName,
} from './sessions';
export { findSsoAccount, type Recognised, recognise } from './sso-accounts';
export { lacksClaims, personOf, type RoleMapping, type SsoPerson } from './sso-claims';
export { ssoOffered } from './sso-offered';
export { requireRecentProof } from './step-up';
