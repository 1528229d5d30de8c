import 'server-only';
import { trail } from '../../audit/public';
import { assertPasskeys, issueChallenge, lastOfBrowser, requestOptions } from '../../auth/public';
import { db } from '../../db/public';
import { networkOf } from '../../network-address';

/**
 * A challenge for signing in. The same for everybody: which passkey answers is the browser's and its person's choice.
 * Nothing is recorded, because nothing has been claimed yet.
 *
 * Open challenges are limited. A browser in which a person has signed in before has a limit of its own, so that strangers
 * of the same network, or behind the same proxy, cannot use it up.
 *
 * @param browser the secret of the cookie that ties the challenge to this browser
 * @param known the cookie of a known browser (`auth/known-browser.ts`)
 * @throws DeskError `too_many_attempts`; `forbidden` where there are no local accounts or no passkeys
 */
export async function beginPasskeySignIn(browser: string, known: string | undefined, address: string | null) {
  const site = assertPasskeys();
  const network = address === null ? '' : networkOf(address);
  const askedFrom = lastOfBrowser(trail().keys, known, new Date()) ?? network;
  const challenge = await issueChallenge(db(), { purpose: 'sign-in', boundTo: browser }, askedFrom);
  return await requestOptions(site, [], challenge);
}
