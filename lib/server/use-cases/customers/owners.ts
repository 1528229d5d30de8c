import 'server-only';
import { can } from '../../../access';
import type { ContactOwner, ContactOwners, OwnersBody } from '../../../contracts/requests';
import type { Viewer } from '../../../contracts/viewer';
import { fullName } from '../../../writing/names';
import type { AuditContext } from '../../audit/public';
import { type ContactHolder, holdersOf } from '../../directory/public';
import { env } from '../../env';
import { recorded } from '../audited';

/** More owners than this are not named. */
const NAMED = 5;

/**
 * The customers who have an e-mail address or a phone number, as far as the directory knows. Sentinel isn't asked, so
 * an empty answer does not mean that the value is free: the directory may be off, filling or older than a change there.
 * Recorded as a search by that one term.
 *
 * @param body one value, and `except`: the customer whose own contact says nothing
 * @returns without names and ids for a viewer who may not read customers
 * @throws DeskError `audit_unavailable`: no owner is told; `database_unavailable`; the reason of `signal`
 */
export async function findOwners(
  { except, ...contact }: OwnersBody,
  viewer: Pick<Viewer, 'role'>,
  audit: AuditContext,
  signal: AbortSignal,
): Promise<ContactOwners> {
  if (env().DIRECTORY === 'off') return { owners: [], more: false };
  // The person has typed on.
  signal.throwIfAborted();
  const found = await recorded(audit, {
    action: 'customers.searched',
    work: async () => (await holdersOf(contact)).filter(({ uuid }) => uuid !== except),
    detail: ({ length }) => ({ terms: [contact.email === undefined ? 'digits' : 'email'], filters: [], found: length }),
  });
  const shown = can(viewer, 'customers:read') ? toOwner : () => ({ uuid: null, name: null });
  return { owners: found.slice(0, NAMED).map(shown), more: found.length > NAMED };
}

function toOwner({ uuid, name, surname }: ContactHolder): ContactOwner {
  return { uuid, name: fullName({ name, surname }) };
}
