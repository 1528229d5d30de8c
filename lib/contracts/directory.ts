/**
 * The state of the directory: numbers and times, no customer's data. `off`: the operator's choice. `empty`: it holds no
 * customer yet. `filling`: it is in its first full walk, or Sentinel states many more customers than it holds, so a
 * search may miss customers. `ready`: at least one full walk is complete.
 */
export interface DirectoryStatus {
  state: 'off' | 'empty' | 'filling' | 'ready';
  /** The number of customers that a search can find. */
  covered: number;
  /** The number of customers that Sentinel states; `null` before its first answer. */
  total: number | null;
  /** When the directory last caught up with Sentinel, ISO 8601. It is the age of every search. */
  caughtUpAt: string | null;
  /** When the last full walk ended, ISO 8601. */
  walkedAt: string | null;
  /**
   * Whether the directory holds every change up to `caughtUpAt`; `false` where rows carry no `updatedAt`, or totals
   * contradict.
   */
  proven: boolean;
  /** The full walk that is under way. */
  walk: { startedAt: string; pages: number; lastPage: number | null } | null;
  /**
   * The sync's last failure; `null` once a call has worked again. `code` is one of our codes, never the vendor's text.
   */
  error: { code: string; at: string } | null;
  /** Records of Sentinel's list that could not be read or kept, and that no search finds. */
  skipped: number;
}

/** `GET /api/directory`. */
export interface DirectoryReport extends DirectoryStatus {
  /** Settings, for operators. */
  pagesPerSecond: number | null;
  concurrency: number;
  fullWalkHours: number;
  /** Whether some replica holds the sync's lock right now. */
  syncing: boolean;
}

/**
 * `POST /api/customers/{uuid}/link`. The link is for the customer alone: show it once and store it nowhere. The vendor
 * makes it for the contact that it knows.
 */
export interface VerificationLink {
  link: string;
}
