import 'server-only';
import type { ErrorBody } from '../../contracts/errors';
import type { Viewer } from '../../contracts/viewer';
import { DeskError } from '../desk-error';
import { demandsPasskey } from './passkey-rules';

type Details = ErrorBody['error'];

/**
 * Guards sensitive actions (roles, exports, other people's sessions): the person must have proved who they are within
 * the last ten minutes, at sign-in or since. So a session left open at an unattended desk cannot do these things.
 *
 * @throws DeskError `step_up_required`, which names the way in which this person can prove it
 */
export function requireRecentProof(viewer: Viewer): void {
  if (viewer.provedRecently) return;
  throw new DeskError('step_up_required', undefined, { proof: waysToProve(viewer) });
}

/** The ways in which a person can prove who they are. A password alone is none once they have a second factor. */
export function waysToProve({ method, enrolled, hasPasskey, role }: Viewer): NonNullable<Details['proof']> {
  if (method === 'sso') return { method, code: false, passkey: false };
  const takesCode = enrolled && !(hasPasskey && demandsPasskey(role));
  return { method: hasPasskey && !takesCode ? 'passkey' : 'password', code: takesCode, passkey: hasPasskey };
}
