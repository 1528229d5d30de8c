import 'server-only';
import { readFile } from 'node:fs/promises';
import { isGenuine, parseCheckpoints } from './checkpoints';
import type { KeyRing } from './keys';

/** What the checkpoint file has to say about a chain. */
export interface CheckpointWords {
  /** Row -> the hashes (hexadecimal) that genuine checkpoints give for it: one, unless something is wrong. */
  bySeq: Map<number, Set<string>>;
  /** Of the highest row; 0 without any. */
  highest: number;
  /** Lines that are no checkpoint: half-written ones, after a crash. */
  unreadable: number;
  /** The first line that is one, but of nobody's key. */
  forged: { line: number; seq: number; why: string } | null;
  /** Why there is nothing to compare with; `null` when the file could be read. */
  missing: string | null;
}

/**
 * Reads a checkpoint file and tells genuine lines from others. Before the rows are read, or a checkpoint could be of a
 * row that the reader's snapshot doesn't hold yet.
 *
 * @returns never throws for a file that can't be read: that is a finding, to be told with the verdict
 */
export async function readCheckpoints(file: string, keys: KeyRing): Promise<CheckpointWords> {
  const words: CheckpointWords = { bySeq: new Map(), highest: 0, unreadable: 0, forged: null, missing: null };
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    words.missing = code === 'ENOENT' ? 'there is no checkpoint file' : 'the checkpoint file cannot be read';
    return words;
  }
  for (const [index, checkpoint] of parseCheckpoints(text).entries()) {
    if (checkpoint === null) {
      words.unreadable += 1;
      continue;
    }
    const { seq, hash, keyId } = checkpoint;
    const genuine = isGenuine(keys, checkpoint);
    if (genuine) {
      words.bySeq.set(seq, (words.bySeq.get(seq) ?? new Set()).add(hash));
      words.highest = Math.max(words.highest, seq);
    } else {
      const why =
        genuine === undefined ? `is signed by key ${keyId}, which is not known here` : 'has a false signature';
      words.forged ??= { line: index + 1, seq, why };
    }
  }
  if (words.bySeq.size === 0 && words.forged === null) words.missing = 'the checkpoint file holds no checkpoint';
  return words;
}
