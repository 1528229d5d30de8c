import 'server-only';
import { assertPasskeys, issueChallenge, requestOptions } from '../../auth/public';
import { db } from '../../db/public';
import { networkOf } from '../../network-address';

/**
 * A challenge for signing in. The same for everybody: which passkey answers is the browser's and its person's choice.
 * Nothing is recorded, because nothing has been claimed yet.
 *
 * @param browser the secret of the cookie that ties the challenge to this browser
 * @throws DeskError `too_many_attempts`; `forbidden` where there are no local accounts or no passkeys
 */
export async function beginPasskeySignIn(browser: string, address: string | null) {
  const site = assertPasskeys();
  const challenge = await issueChallenge(
    db(),
    { purpose: 'sign-in', boundTo: browser },
    address === null ? '' : networkOf(address),
  );
  return await requestOptions(site, [], challenge);
}
