/** A form or a result of this page that would be lost with it. */
export interface Stake {
  /** Asks the person, and calls `leave` when they agree. */
  ask: (leave: () => void) => void;
  /** Has the person sign in again without leaving. `false` when they would rather leave. */
  signInAgain: () => Promise<boolean>;
}

/** The newest is the last: a dialog over a form comes first. */
const stakes: Stake[] = [];

/** @returns takes it back, once nothing would be lost any more */
export function putAtStake(stake: Stake): () => void {
  stakes.push(stake);
  return () => {
    const index = stakes.indexOf(stake);
    if (index >= 0) stakes.splice(index, 1);
  };
}

/** Runs what leads away from the page: at once when nothing would be lost, else when the person agrees. */
export function leaveWhenFree(leave: () => void): void {
  const stake = stakes.at(-1);
  if (stake) stake.ask(leave);
  else leave();
}

export function newestStake(): Stake | undefined {
  return stakes.at(-1);
}

let givenUp = false;

/** The page goes now, whatever it would lose: its person has signed out, and the next person must find nothing. */
export function giveUpStakes(): void {
  stakes.length = 0;
  givenUp = true;
}

export function isGivenUp(): boolean {
  return givenUp;
}

let proving = false;

/**
 * The page leaves for the identity provider, to prove who the person is. The call that asked for the proof has not been
 * made, so nothing is lost with it; typed text still is.
 */
export function leaveToProve(leaves: boolean): void {
  proving = leaves;
}

export function isLeavingToProve(): boolean {
  return proving;
}

let signedOut: Promise<boolean> = Promise.resolve(false);

/** The person signs out by this call, here or in another tab. It leads away from the page by itself, and without a way back to the page. */
export function signingOut(call: Promise<unknown>): void {
  signedOut = call.then(
    () => true,
    () => false,
  );
}

/** @returns whether the newest sign-out of this page has worked, once it is over; without one `false` */
export const whetherSignedOut = (): Promise<boolean> => signedOut;
