import 'server-only';
import { readFile } from 'node:fs/promises';
import type { CheckpointFault, CheckpointGap } from '../../contracts/chain-finding';
import { isGenuine, parseCheckpoints } from './checkpoints';
import type { KeyRing } from './keys';

/** The content of a checkpoint file, checked against the keys. */
export interface CheckpointFile {
  /** Row number -> the hashes (hexadecimal) that genuine checkpoints give for it. More than one means tampering. */
  bySeq: Map<number, Set<string>>;
  /** The highest row number of a genuine checkpoint; 0 without one. */
  highest: number;
  /** The number of lines that are no checkpoint, for example half-written ones after a crash. */
  unreadable: number;
  /** The first well-formed checkpoint whose key id we don't know, or whose signature is wrong. */
  forged: { line: number; seq: number; fault: CheckpointFault } | null;
  /** The reason why there is no file to compare with; `null` when the file could be read. */
  missing: CheckpointGap | null;
}

/**
 * Reads a checkpoint file and separates genuine lines from others. Call it before the rows are read: a later checkpoint
 * could name a row that the reader's snapshot does not hold yet.
 *
 * @returns the content; an unreadable file is a finding (`missing`), never an error
 */
export async function readCheckpoints(file: string, keys: KeyRing): Promise<CheckpointFile> {
  const found: CheckpointFile = { bySeq: new Map(), highest: 0, unreadable: 0, forged: null, missing: null };
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    found.missing = code === 'ENOENT' ? 'no_file' : 'unreadable_file';
    return found;
  }
  for (const [index, checkpoint] of parseCheckpoints(text).entries()) {
    if (checkpoint === null) {
      found.unreadable += 1;
      continue;
    }
    const { seq, hash, keyId } = checkpoint;
    const genuine = isGenuine(keys, checkpoint);
    if (genuine) {
      found.bySeq.set(seq, (found.bySeq.get(seq) ?? new Set()).add(hash));
      found.highest = Math.max(found.highest, seq);
    } else {
      const fault: CheckpointFault =
        genuine === undefined ? { code: 'unknown_key', key: keyId } : { code: 'false_signature' };
      found.forged ??= { line: index + 1, seq, fault };
    }
  }
  if (found.bySeq.size === 0 && found.forged === null) found.missing = 'empty_file';
  return found;
}
