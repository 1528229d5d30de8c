import { prepareDatabase } from '@/lib/server/db/migrate';
import { Problem } from './process/problem.ts';
import { runProgram } from './process/program.ts';
import { loadDotEnv } from './stack/settings.ts';

// For a desk whose application never sees the owner's password: `MIGRATIONS=apart` at its start, and this before it.
await runProgram(async () => {
  loadDotEnv();
  const { DATABASE_URL, DATABASE_OWNER_URL } = process.env;
  const missing = Object.entries({ DATABASE_URL, DATABASE_OWNER_URL }).flatMap(([name, url]) => (url ? [] : [name]));
  if (!DATABASE_URL || !DATABASE_OWNER_URL) {
    throw new Problem(`${missing.join(' and ')} must be set: the roles of the application and of the tables' owner.`);
  }
  await prepareDatabase(DATABASE_URL, DATABASE_OWNER_URL);
  console.log('The database is up to date.');
  return 0;
});
