import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { keyRing } from '@/lib/server/audit/keys';
import { openTrail } from '@/lib/server/audit/trail';
import { createAccount, enableAccount, setPassword, setRole } from '@/lib/server/auth/account-changes';
import type { ChangeScope } from '@/lib/server/auth/account-transaction';
import { findCredentials } from '@/lib/server/auth/accounts';
import { passwordMatches } from '@/lib/server/auth/passwords';
import { openDatabase } from '@/lib/server/db/client';
import { writePrivate } from '../process/private-files.ts';
import { Problem } from '../process/problem.ts';

export interface Person {
  role: 'compliance' | 'support' | 'admin';
  email: string;
  name: string;
  password: string;
}

const PEOPLE = [
  { role: 'compliance', email: 'compliance@desk.example', name: 'Farah Al Mansoori' },
  { role: 'support', email: 'support@desk.example', name: 'Daniel Okafor' },
  { role: 'admin', email: 'admin@desk.example', name: 'Mina Petrescu' },
] as const;

/** One person per role; their passwords are drawn once and kept in `accounts.json` there, mode 0600. */
export function keptPeople(dataDir: string): Person[] {
  const file = path.join(dataDir, 'accounts.json');
  if (!fs.existsSync(file)) {
    const people = PEOPLE.map((person) => ({ ...person, password: drawPassword() }));
    writePrivate(file, `${JSON.stringify(people, null, 2)}\n`);
  }
  try {
    const kept: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    if (!Array.isArray(kept)) throw new Error('not a list');
    return PEOPLE.map((person) => {
      const one: unknown = kept.find((entry: { email?: unknown } | null) => entry?.email === person.email);
      if (typeof one === 'object' && one && 'password' in one && typeof one.password === 'string') {
        return { ...person, password: one.password };
      }
      throw new Error(`no password for ${person.role}`);
    });
  } catch (error) {
    throw new Problem(`${file} cannot be read: remove it, and new passwords are made at the next start.`, {
      cause: error,
    });
  }
}

/**
 * Makes the accounts, and puts them back as the screen will say they are if somebody changed them meanwhile. An
 * account that is right already is left alone, so that whoever is signed in stays signed in over a restart. The trail
 * says that the desk itself did it.
 */
export async function ensurePeople(databaseUrl: string, auditKey: string, people: Person[]): Promise<void> {
  const { db, close } = openDatabase(databaseUrl);
  const trail = openTrail({ url: databaseUrl, keys: keyRing(auditKey) });
  const actor = { id: null, email: null, role: 'system' };
  const scope: ChangeScope = { db, trail, audit: { actor, sessionId: null, requestId: null, address: null } };
  try {
    for (const person of people) await ensurePerson(scope, person);
  } finally {
    await trail.close();
    await close();
  }
}

async function ensurePerson(scope: ChangeScope, person: Person): Promise<void> {
  const found = await findCredentials(scope.db, person.email);
  if (!found) {
    await createAccount(scope, person);
    return;
  }
  if (found.role !== person.role) await setRole(scope, found.id, person.role);
  if (found.disabledAt) await enableAccount(scope, found.id);
  if (!(await passwordMatches(found.passwordHash, person.password))) await setPassword(scope, found, person.password);
}

/** Four groups of five from letters and digits nobody confuses: 98 bits, and typable. */
function drawPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = (): string => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}
