import 'server-only';
import type { Viewer } from '../../contracts/viewer';
import { DeskError } from '../desk-error';

/**
 * Guards sensitive actions (roles, exports, other people's sessions): the person must have proved who they are within
 * the last ten minutes, at sign-in or since. So a session left open at an unattended desk cannot do these things.
 *
 * @throws DeskError `step_up_required`, which names the way in which this person can prove it
 */
export function requireRecentProof(viewer: Viewer): void {
  if (viewer.provedRecently) return;
  const code = viewer.method === 'password' && viewer.enrolled;
  throw new DeskError('step_up_required', undefined, { proof: { method: viewer.method, code } });
}
