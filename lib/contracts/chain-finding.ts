/**
 * What a check of the audit trail found, as a code with parameters: `lib/words/chain-finding.ts` has the words, for the
 * page and for `npm run audit verify`. The numbers are those of events.
 */
export type ChainFinding =
  | {
      code: 'intact';
      events: number;
      last: number;
      checkpoints: CheckpointCover;
      unreadableLines: number;
      /** Older events are gone, and the event `note` says so. */
      removed?: { through: number; note: number };
    }
  | { code: 'archive_forgotten'; archivedTo: number }
  /** The events `from` to `to` are not there. */
  | { code: 'missing'; after: number; from: number; to: number }
  | { code: 'altered'; event: number; fault: RowFault }
  | { code: 'other_event'; event: number }
  | { code: 'false_checkpoint'; events: number; last: number; line: number; event: number; fault: CheckpointFault }
  /** Beside another finding: the rows are not all right. */
  | { code: 'false_line'; line: number; event: number; fault: CheckpointFault }
  | { code: 'cut'; last: number; remembered: number };

/** How far the checkpoint file covers a chain whose rows are right. */
export type CheckpointCover = { agreeing: number; newest: number } | { uncovered: CheckpointGap };

/** Why no checkpoint can tell whether the newest events were cut off. */
export type CheckpointGap = 'no_file' | 'unreadable_file' | 'empty_file';

/** What is wrong with one event. */
export type RowFault =
  | { code: 'repeated' }
  | { code: 'foreign' }
  | { code: 'unknown_key'; key: string }
  | { code: 'not_first' }
  | { code: 'not_following'; previous: number }
  | { code: 'rewritten' }
  | { code: 'replaced_key'; key: string; successor: string };

/** What is wrong with one line of the checkpoint file. */
export type CheckpointFault = { code: 'unknown_key'; key: string } | { code: 'false_signature' };
