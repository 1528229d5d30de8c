import 'server-only';
import { readFile } from 'node:fs/promises';
import { isGenuine, parseCheckpoints } from './checkpoints';
import type { KeyRing } from './keys';

/** The content of a checkpoint file, checked against the keys. */
export interface CheckpointWords {
  /** Row number -> the hashes (hexadecimal) that genuine checkpoints give for it. More than one means tampering. */
  bySeq: Map<number, Set<string>>;
  /** The highest row number of a genuine checkpoint; 0 without one. */
  highest: number;
  /** The number of lines that are no checkpoint, for example half-written ones after a crash. */
  unreadable: number;
  /** The first well-formed checkpoint whose key id we don't know, or whose signature is wrong. */
  forged: { line: number; seq: number; why: string } | null;
  /** The reason why there is no file to compare with; `null` when the file could be read. */
  missing: string | null;
}

/**
 * Reads a checkpoint file and separates genuine lines from others. Call it before the rows are read: a later checkpoint
 * could name a row that the reader's snapshot does not hold yet.
 *
 * @returns the content; an unreadable file is a finding (`missing`), never an error
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
