import fs from 'node:fs';
import { Problem } from '../process/problem.ts';

// A clone under /root or a `mktemp -d` (mode 0700) cannot be reached by the unprivileged user the server runs as when
// we are root. Then what the server needs lies here instead: in a directory only root can write to.
const PLACES = ['/var/lib/sentinel-desk', '/var/tmp/sentinel-desk'];

/** The directory for what cannot lie in the clone, made when missing. Only for root. */
export function outsideDirectory(): string {
  for (const place of PLACES) {
    try {
      fs.mkdirSync(place, { mode: 0o755 });
      fs.chmodSync(place, 0o755); // mkdir's mode went through the umask
      return place;
    } catch {
      // Made earlier, or this file system is read-only: then there is no such directory, and the next place is tried.
      if (!fs.existsSync(place)) continue;
      requireRootOnly(place);
      return place;
    }
  }
  throw new Problem(`Neither ${PLACES.join(' nor ')} can be made for PostgreSQL: start as another user than root.`);
}

/** Root starts what lies in there, so nobody else may be able to put anything there. */
export function requireRootOnly(place: string): void {
  const stat = fs.lstatSync(place);
  if (!stat.isDirectory() || stat.uid !== 0 || (stat.mode & 0o022) !== 0) {
    throw new Problem(`${place} must be a directory only root can write to: remove it and start again.`);
  }
}
