import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './lib/server/db/schema.ts',
    './lib/server/db/directory-schema.ts',
    './lib/server/db/approvals-schema.ts',
    './lib/server/db/budget-schema.ts',
  ],
  out: './lib/server/db/migrations',
});
