import fs from 'node:fs';

/**
 * Makes a directory for data of ours and answers its full path. Nobody else can list it. As root others may pass
 * through it (not read it): the database below belongs to an unprivileged user, who must get there. The secrets in it
 * are files only we can read.
 */
export function ownDirectory(directory: string): string {
  fs.mkdirSync(directory, { recursive: true });
  const full = fs.realpathSync(directory);
  fs.chmodSync(full, process.getuid?.() === 0 ? 0o711 : 0o700);
  return full;
}

/** Writes a file only we can read, whole or not at all. */
export function writePrivate(file: string, content: string): void {
  const unfinished = `${file}.${process.pid}`;
  fs.writeFileSync(unfinished, content, { mode: 0o600 });
  fs.renameSync(unfinished, file);
}

/** A secret made once and kept in a file of its own (mode 0600), the same at every later call. */
export function keptSecret(file: string, make: () => string): string {
  if (fs.existsSync(file)) {
    const kept = fs.readFileSync(file, 'utf8').trim();
    if (kept !== '') return kept;
  }
  const secret = make();
  writePrivate(file, `${secret}\n`);
  return secret;
}
