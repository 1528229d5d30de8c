import { OTHER_PERSON_PARAM } from '../other-person';
import { routes } from '../routes';
import { giveUpStakes, newestStake, whetherSignedOut } from './at-stake';

let renewal: Promise<boolean> | null = null;

/**
 * The session has ended. Where the page would lose something, the person signs in again over the page; calls that fail
 * meanwhile share the question. Else the person is sent to the sign-in page, and back afterwards.
 *
 * @returns whether the call is worth another try
 */
export async function sessionEnded(): Promise<boolean> {
  // The sign-out has ended the session: the sign-in page must not lead the next person to this one's page.
  if (await whetherSignedOut()) return new Promise(() => {});
  renewal ??= newestStake()?.signInAgain() ?? null;
  const mine = renewal;
  const renewed = mine !== null && (await mine);
  if (renewal === mine) renewal = null;
  if (renewed) return true;
  giveUpStakes();
  window.location.assign(routes.signIn(window.location.pathname + window.location.search));
  return false;
}

/** The cookie is another person's by now. A full load drops everything that the page holds of the person before. */
export function dropPage(): void {
  giveUpStakes();
  window.location.assign(`${routes.customers()}?${OTHER_PERSON_PARAM}=1`);
}
