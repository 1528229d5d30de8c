import 'server-only';
import type { Viewer } from '../../contracts/viewer';
import { DeskError } from '../desk-error';

/**
 * For what is worth a second look (roles, exports, other people's sessions): the person has proved who they are within
 * the last ten minutes, at sign-in or since. A session left open at an unattended desk can't do these things.
 *
 * @throws DeskError `step_up_required`, which says how this person can prove it
 */
export function requireRecentProof(viewer: Viewer): void {
  if (viewer.provedRecently) return;
  const code = viewer.method === 'password' && viewer.enrolled;
  throw new DeskError('step_up_required', undefined, { proof: { method: viewer.method, code } });
}
