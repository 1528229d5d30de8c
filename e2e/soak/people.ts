import { randomBytes } from 'node:crypto';
import { keyRing } from '@/lib/server/audit/keys';
import { openTrail } from '@/lib/server/audit/trail';
import { createAccount } from '@/lib/server/auth/account-changes';
import { openDatabase } from '@/lib/server/db/client';
import type { Victim } from '../torture/victim.ts';

export interface SoakPerson {
  role: 'support' | 'compliance';
  email: string;
  password: string;
  /** A proxy in front would say it. A person has one of their own, because failed sign-ins are counted by address. */
  address: string;
}

/**
 * As many people as are asked for.
 * @param only their role; two support agents for each of compliance unless given
 */
export async function makePeople(victim: Victim, count: number, only?: SoakPerson['role']): Promise<SoakPerson[]> {
  const { db, close } = openDatabase(victim.databaseUrl);
  const trail = openTrail({ url: victim.databaseUrl, keys: keyRing(victim.auditKey) });
  const actor = { id: null, email: null, role: 'operator' };
  const scope = { db, trail, audit: { actor, sessionId: null, requestId: null, address: null } };
  const people = Array.from(
    { length: count },
    (_, index): SoakPerson => ({
      role: only ?? (index % 3 === 2 ? 'compliance' : 'support'),
      email: `soak-${only ?? 'mixed'}-${index}@desk.example`,
      password: randomBytes(18).toString('base64url'),
      address: `2001:db8:${(index + (only === undefined ? 1 : 1_001)).toString(16)}::7`,
    }),
  );
  try {
    for (const { email, role, password } of people) {
      await createAccount(scope, { email, name: `Soak ${email}`, role, password });
    }
  } finally {
    await trail.close();
    await close();
  }
  return people;
}
