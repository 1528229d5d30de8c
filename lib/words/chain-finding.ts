import type { ChainFinding, CheckpointFault, CheckpointGap, RowFault } from '../contracts/chain-finding';
import { spoken } from './language';
import { counted, formatCount, type PluralForms } from './numbers';

type Of<Union extends { code: string }, Code extends Union['code']> = Omit<Extract<Union, { code: Code }>, 'code'>;

/** What a check of the audit trail found, in whole sentences. */
interface ChainFindingWords {
  findings: { [Code in Exclude<ChainFinding['code'], 'intact'>]: (found: Of<ChainFinding, Code>) => string };
  rowFaults: { [Code in RowFault['code']]: (event: string, fault: Of<RowFault, Code>) => string };
  checkpointFaults: {
    [Code in CheckpointFault['code']]: (line: string, event: string, fault: Of<CheckpointFault, Code>) => string;
  };
  /** The rows are right. */
  asWritten: (events: number, last: number) => string;
  agreeing: (checkpoints: number, newest: string) => string;
  uncovered: Record<CheckpointGap, string>;
  unreadableLines: PluralForms;
  removed: (through: string, note: string) => string;
  /** Findings that the list does not name. */
  unnamed: PluralForms;
  /** No verdict came: the stream ended, or its answer was no answer. */
  interrupted: { check: string; answer: string };
}

const ENGLISH: ChainFindingWords = {
  findings: {
    archive_forgotten: ({ archivedTo }) =>
      `No genuine checkpoint remembers ${number(archivedTo)}, up to which the trail is said to be archived.`,
    missing: ({ after, from, to }) =>
      from === to
        ? `After ${number(after)}, ${number(from)} is missing.`
        : `After ${number(after)}, ${number(from)} to ${number(to)} are missing.`,
    altered: ({ event, fault }) => rowFault(event, fault),
    other_event: ({ event }) => `A genuine checkpoint remembers another event ${number(event)}.`,
    false_checkpoint: ({ events, last, line, event, fault }) =>
      `${WORDS.asWritten(events, last)} ${checkpointFault(line, event, fault)}`,
    false_line: ({ line, event, fault }) => checkpointFault(line, event, fault),
    cut: ({ last, remembered }) =>
      `The trail ends at ${number(last)}, and a genuine checkpoint remembers ${number(remembered)}: its tail is cut off.`,
  },
  rowFaults: {
    repeated: (event) => `Event ${event} is there more than once, or out of its order.`,
    foreign: (event) => `Event ${event} holds what no version of the desk writes.`,
    unknown_key: (event, { key }) =>
      `Event ${event} names key ${key}, which is neither AUDIT_KEY nor one of AUDIT_KEYS_RETIRED.`,
    not_first: (event) => `Event ${event} is not the first event.`,
    not_following: (event, { previous }) => `Event ${event} does not follow ${number(previous)}.`,
    rewritten: (event) => `Event ${event} is not as it was written.`,
    replaced_key: (event, { key, successor }) =>
      `Event ${event} is written by key ${key}, which key ${successor} had replaced long before.`,
  },
  checkpointFaults: {
    unknown_key: (line, event, { key }) =>
      `Line ${line} of the checkpoint file (${event}) is signed by key ${key}, which is not known here.`,
    false_signature: (line, event) => `Line ${line} of the checkpoint file (${event}) has a false signature.`,
  },
  asWritten: (events, last) => {
    if (events === 0) return last === 0 ? 'There are no events.' : `There are no events after ${number(last)}.`;
    if (events === 1) return `The only event, ${number(last)}, is as it was written.`;
    return `All ${formatCount(events)} events up to ${number(last)} are as they were written.`;
  },
  agreeing: (checkpoints, newest) =>
    checkpoints === 1
      ? `One checkpoint agrees, that of ${newest}.`
      : `${formatCount(checkpoints)} checkpoints agree, the newest of ${newest}.`,
  uncovered: {
    no_file: "Whether later events were cut off can't be told: there is no checkpoint file.",
    unreadable_file: "Whether later events were cut off can't be told: the checkpoint file cannot be read.",
    empty_file: "Whether later events were cut off can't be told: the checkpoint file holds no checkpoint.",
  },
  unreadableLines: {
    one: '# line of the checkpoint file cannot be read.',
    other: '# lines of the checkpoint file cannot be read.',
  },
  removed: (through, note) => `Events up to ${through} were removed by the retention rule, as ${note} says.`,
  unnamed: { one: 'One more finding is not listed.', other: '# more findings are not listed.' },
  interrupted: {
    check: 'The check broke off before its end. Nothing is known.',
    answer: 'The answer could not be read. Nothing is known.',
  },
};

const WORDS = spoken({ en: ENGLISH });

export const INTERRUPTED = WORDS.interrupted;

/** The finding in whole sentences: what is wrong and where, or what is right and what could not be compared. */
export function chainFindingText(found: ChainFinding): string {
  if (found.code !== 'intact') return sentence(WORDS.findings, found);
  const { events, last, checkpoints, unreadableLines, removed } = found;
  const sentences = [
    WORDS.asWritten(events, last),
    'uncovered' in checkpoints
      ? WORDS.uncovered[checkpoints.uncovered]
      : WORDS.agreeing(checkpoints.agreeing, number(checkpoints.newest)),
    ...(unreadableLines > 0 ? [counted(unreadableLines, WORDS.unreadableLines)] : []),
    ...(removed ? [WORDS.removed(number(removed.through), number(removed.note))] : []),
  ];
  return sentences.join(' ');
}

/** A check's findings, each in whole sentences; the last one says how many are not listed. */
export function chainFindingTexts(found: {
  finding: ChainFinding;
  others: readonly ChainFinding[];
  unnamed: number;
}): string[] {
  const texts = [found.finding, ...found.others].map(chainFindingText);
  return found.unnamed > 0 ? [...texts, counted(found.unnamed, WORDS.unnamed)] : texts;
}

const rowFault = (event: number, fault: RowFault): string => sentence(WORDS.rowFaults, fault, number(event));

const checkpointFault = (line: number, event: number, fault: CheckpointFault): string =>
  sentence(WORDS.checkpointFaults, fault, formatCount(line), number(event));

/** Events are named by their number as the log shows it, without separators. */
const number = (event: number): string => `#${event}`;

/** The tables are total over their union, which TypeScript can't follow through a lookup by the union's own code. */
function sentence<Found extends { code: string }, Before extends unknown[]>(
  table: { [Code in Found['code']]: (...parameters: [...Before, Found & { code: Code }]) => string },
  found: Found,
  ...before: Before
): string {
  const say = table[found.code as Found['code']];
  return say(...before, found as Found & { code: Found['code'] });
}
