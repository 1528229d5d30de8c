import { atTabEnd } from './tab-end';

/** So many are offered. */
const MOST = 10;

/** The customers that this tab has shown, the latest first: ids in memory alone, and gone with the session. */
let recent: readonly string[] = [];

export function noteRecent(uuid: string): void {
  recent = [uuid, ...recent.filter((other) => other !== uuid)].slice(0, MOST);
}

export function recentCustomers(): readonly string[] {
  return recent;
}

atTabEnd(() => {
  recent = [];
});
