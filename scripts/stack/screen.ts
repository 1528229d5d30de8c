import path from 'node:path';
import type { Stack } from '../stack.ts';

/** The one screen that says where the desk is, who may sign in, and how to stop it. */
export function screen(stack: Stack, dataDir: string, note: string): string {
  const rows = stack.people.map(({ role, email, password }) => [role, email, password] as const);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = ([role, email, password]: readonly [string, string, string]): string =>
    `    ${role.padEnd(widths[0] ?? 0)}  ${email.padEnd(widths[1] ?? 0)}  ${password}`;
  const kept = path.relative(process.cwd(), path.join(dataDir, 'accounts.json'));
  return `
  Sentinel desk    ${stack.appUrl}
${rows.map(line).join('\n')}

  ${note}
  The passwords stay the same; they are kept in ${kept}. Logs: ${path.relative(process.cwd(), dataDir)}/*.log
  Ctrl-C stops everything.
`;
}
