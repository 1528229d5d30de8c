/** A form or a result of this page that would be lost with it. */
export interface Stake {
  /** Asks the person, and calls `leave` when they agree. */
  ask: (leave: () => void) => void;
}

/** The newest is the last: a dialog over a form is asked about first. */
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

let givenUp = false;

/** The page goes now, whatever it would lose: its person has signed out, and the next person must find nothing. */
export function giveUpStakes(): void {
  stakes.length = 0;
  givenUp = true;
}

export function isGivenUp(): boolean {
  return givenUp;
}
