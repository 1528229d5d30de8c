import path from 'node:path';
import { pathToFileURL } from 'node:url';

// The application of the image, in one process: the guard, and then Next's standalone server beside it. The process is
// the container's first one, so SIGTERM reaches the drain of the guard without a shell or an init in between.

const { DATABASE_OWNER_URL, DATABASE_OWNER_URL_FILE, HOST, PORT } = process.env;
if (DATABASE_OWNER_URL || DATABASE_OWNER_URL_FILE) {
  console.error(
    'DATABASE_OWNER_URL must not be set for `serve`: the application may not own its audit trail. ' +
      'Give it to `migrate` alone.',
  );
  process.exit(1);
}
// HOSTNAME is how Next's own server calls HOST; a container runtime sets it to the container's name.
process.env.HOSTNAME = HOST || '0.0.0.0';
process.env.PORT = PORT || '3000';
process.env.NEXT_TELEMETRY_DISABLED = '1';

const server = path.resolve('server.js');
// The guard looks for the browser's files beside the program.
process.argv[1] = server;
await import(pathToFileURL(path.resolve('server-guard.mjs')).href);
await import(pathToFileURL(server).href);
