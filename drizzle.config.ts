import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './lib/server/db/schema.ts',
    './lib/server/db/directory-schema.ts',
    './lib/server/db/approvals-schema.ts',
    './lib/server/db/budget-schema.ts',
    './lib/server/db/replica-schema.ts',
    './lib/server/db/worklist-schema.ts',
    './lib/server/db/colleagues-schema.ts',
  ],
  out: './lib/server/db/migrations',
});
