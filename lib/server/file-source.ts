import 'server-only';

/** A piece of a file, and how many rows of the file's data are in it. */
export interface FilePart {
  bytes: Buffer;
  rows: number;
  /** Whether the file's data ends with this part. */
  last: boolean;
}

/** A file that an engine reads from its own snapshot while a reader downloads it (`use-cases/audited-file.ts`). */
export interface FileSource {
  next(): Promise<FilePart>;
  /** The last bytes of a whole file, which may repeat its figures; the digest covers everything before them. */
  tail?(whole: { rows: number; digest: string }): Buffer;
  /**
   * Ends the reading at once, whatever it is doing, and gives its connection back. Safe to call at any time, once.
   * @param whole whether the file was read to its end
   */
  close(whole: boolean): Promise<void>;
  /** Resolves with the error when the reading breaks while no part is being read; else never. */
  broken?: Promise<unknown>;
}
