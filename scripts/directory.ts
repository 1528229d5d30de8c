import { openDatabase } from '@/lib/server/db/client';
import { toStatus } from '@/lib/server/directory/status';
import { askForWalk, forgetAll, readState } from '@/lib/server/directory/sync-state';
import { findDatabase } from './accounts/database.ts';
import { Problem } from './process/problem.ts';
import { runProgram } from './process/program.ts';
import { loadDotEnv } from './stack/settings.ts';

const USAGE = `Usage: npm run directory -- <what>

  status   how many customers the directory holds, and how old it is
  walk     asks the running desk for a full walk now
  forget   forgets every customer in it. A desk that runs fills it again: set DIRECTORY=off first to keep it empty

The database is DATABASE_URL (also from .env), else the running desk's own, else the one under DATA_DIR.
`;

await runProgram(async () => {
  const [action, ...rest] = process.argv.slice(2);
  if (rest.length > 0 || !['status', 'walk', 'forget'].includes(action ?? '')) {
    const help = action === 'help' || action === '--help';
    console[help ? 'log' : 'error'](USAGE);
    return help ? 0 : 2;
  }
  loadDotEnv();
  const { url, ownerUrl, note } = await findDatabase();
  if (note) console.log(note);
  // The owner may empty the table's files at once; the application's role leaves that to autovacuum.
  const { pool, close } = openDatabase(action === 'forget' ? (ownerUrl ?? url) : url);
  try {
    await pool.query('SELECT 1').catch((cause: unknown) => {
      throw new Problem('The database cannot be reached: does it run, and is DATABASE_URL right?', { cause });
    });
    if (action === 'status') console.log(JSON.stringify(toStatus(await readState(pool)), null, 2));
    if (action === 'walk') {
      await askForWalk(pool);
      console.log('Asked for: the desk begins within seconds. `npm run directory -- status` shows how far it is.');
    }
    if (action === 'forget') {
      const count = await forgetAll(pool, ownerUrl !== undefined);
      console.log(`Forgot ${count.toLocaleString('en')} customers.`);
    }
  } finally {
    await close();
  }
  return 0;
});
