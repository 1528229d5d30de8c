import 'server-only';
import { sign, verify } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readFile, rename, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { type NoteKey, rowsOfNote, signedNote } from '../signed-note';
import type { Appended } from './append';
import type { AuditKey, KeyRing } from './keys';

/** A signed statement, kept outside the database, that the chain once reached this row with this hash. */
export interface Checkpoint {
  seq: number;
  /** Hexadecimal. */
  hash: string;
  at: string;
  keyId: string;
  signature: string;
}

const EVERY_EVENTS = 200;
const EVERY_MS = 60_000;
const RETRY_MS = 10_000;

const lineSchema = z.strictObject({
  seq: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  keyId: z.string(),
  signature: z.string(),
});

/** The checkpoints of one process: times are ms since 1970. */
export interface CheckpointState {
  /** When this process last wrote one; `null` before the first. */
  at: number | null;
  /** When a write failed that no later write has made good; `null` without one. */
  failedAt: number | null;
}

export interface Checkpointer {
  /** Notes the newest row, and writes a checkpoint when one is due. */
  note(head: Appended): void;
  state(): CheckpointState;
  close(): Promise<void>;
}

/**
 * Appends checkpoints to a file: the first event of this process, then every {@link EVERY_EVENTS} events or, when there
 * were any, {@link EVERY_MS}. After a failed write it calls `onError`, and tries again with the first event after
 * {@link RETRY_MS}. Several processes may share a file: each line is one write to a file opened for appending.
 * With a note key, the newest checkpoint also stands in `<file>.note` (`signed-note.ts`).
 *
 * Blind spot: rows after the newest checkpoint may be cut off unseen. So the file belongs in a place that the
 * database's administrators cannot write to, and it gets a line often.
 */
export function createCheckpointer(options: {
  file: string;
  key: AuditKey;
  noteKey?: NoteKey | undefined;
  now?: () => Date;
  onError?: (error: unknown) => void;
}): Checkpointer {
  const { file, key, noteKey, now = () => new Date(), onError = () => {} } = options;
  let newest: Appended | undefined;
  let written = 0;
  const told: CheckpointState = { at: null, failedAt: null };
  let notBefore = 0;
  // A crash or a full disk may have left half a line, so the first checkpoint starts with a line break.
  let torn = true;
  let writing: Promise<void> | undefined;

  const write = async () => {
    if (newest === undefined || newest.seq === written) return;
    const head = newest;
    const line = `${JSON.stringify(signCheckpoint(key, head, now()))}\n`;
    try {
      await append(file, torn ? `\n${line}` : line);
      if (noteKey !== undefined) await replaceNote(`${file}.note`, noteKey, head, now());
      written = head.seq;
      torn = false;
      Object.assign(told, { at: now().getTime(), failedAt: null });
    } catch (error) {
      torn = true;
      notBefore = now().getTime() + RETRY_MS;
      told.failedAt ??= now().getTime();
      onError(error);
    }
  };
  /** One write at a time. Callers that come meanwhile share it. */
  const start = () => {
    writing ??= write().finally(() => {
      writing = undefined;
    });
    return writing;
  };
  const timer = setInterval(() => void start(), EVERY_MS);
  timer.unref();

  return {
    note(head) {
      newest = head;
      const due = written === 0 || head.seq - written >= EVERY_EVENTS;
      if (due && now().getTime() >= notBefore) void start();
    },
    state: () => ({ ...told }),
    async close() {
      clearInterval(timer);
      await writing;
      await start();
    },
  };
}

/**
 * Appends one checkpoint, for a program that ends afterwards.
 *
 * @throws the file system's error
 */
export async function appendCheckpoint(file: string, key: AuditKey, head: Appended): Promise<void> {
  await append(file, `\n${JSON.stringify(signCheckpoint(key, head, new Date()))}\n`);
}

export function signCheckpoint(key: AuditKey, head: Appended, at: Date): Checkpoint {
  const said = { seq: head.seq, hash: head.hash.toString('hex'), at: at.toISOString(), keyId: key.id };
  return { ...said, signature: sign(null, signed(said), key.sign).toString('base64url') };
}

/** Whether a checkpoint was signed by a key of the ring; `undefined` when the ring doesn't have that key. */
export function isGenuine(keys: KeyRing, checkpoint: Checkpoint): boolean | undefined {
  const key = keys.byId(checkpoint.keyId);
  return key && verify(null, signed(checkpoint), key.verify, Buffer.from(checkpoint.signature, 'base64url'));
}

/**
 * Reads a checkpoint file.
 * @returns the checkpoint of each line; `null` for an unreadable line (a torn write, or an edit by hand)
 */
export function parseCheckpoints(text: string): (Checkpoint | null)[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      try {
        return lineSchema.parse(JSON.parse(line));
      } catch {
        return null;
      }
    });
}

function signed({ seq, hash, at, keyId }: Omit<Checkpoint, 'signature'>): Buffer {
  return Buffer.from(JSON.stringify(['sentinel-desk checkpoint', 1, seq, hash, at, keyId]));
}

async function append(file: string, text: string): Promise<void> {
  const { O_APPEND, O_CREAT, O_WRONLY } = constants;
  const handle = await open(file, O_APPEND | O_CREAT | O_WRONLY, 0o600);
  try {
    const { bytesWritten } = await handle.write(text);
    // A second write for the rest could land behind the line of another process.
    if (bytesWritten !== Buffer.byteLength(text)) throw new Error('the checkpoint was not written whole');
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** Replaces the note at once, so that no reader meets half of it. A later note of another process stays. */
async function replaceNote(file: string, key: NoteKey, head: Appended, at: Date): Promise<void> {
  const before = await readFile(file, 'utf8').catch(() => '');
  if (rowsOfNote(before) >= head.seq) return;
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, signedNote(key, head, at), { mode: 0o600 });
  await rename(fresh, file);
}
