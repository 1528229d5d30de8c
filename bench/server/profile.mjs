// Writes what the application's processor did into PROFILE, as a .cpuprofile, when the application is told to stop.
import fs from 'node:fs';
import { Session } from 'node:inspector';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.start');
process.prependListener('SIGTERM', () => {
  session.post('Profiler.stop', (_error, answer) => {
    if (answer) fs.writeFileSync(process.env.PROFILE, JSON.stringify(answer.profile));
  });
});
