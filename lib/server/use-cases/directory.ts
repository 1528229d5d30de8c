import 'server-only';
import type { DirectoryReport } from '../../contracts/directory';
import { directoryReport } from '../directory/public';
import { audited } from './audited';

/** How complete and how fresh the directory is, with its settings. Not recorded: the answer tells of no customer. */
export async function readDirectoryReport(): Promise<DirectoryReport> {
  return await directoryReport();
}

/** The desk itself, as an actor of the trail. */
const DESK = {
  actor: { id: null, email: null, role: 'system' },
  sessionId: null,
  requestId: null,
  address: null,
};

/**
 * Empties the directory because its customers are those of another client of Sentinel.
 *
 * @param forget does it, and answers how many customers there were
 * @throws DeskError `audit_unavailable`, before anything was forgotten; whatever `forget` throws
 */
export async function forgetOtherClient(forget: () => Promise<number>): Promise<void> {
  await audited(DESK, {
    action: 'directory.forgotten',
    intent: { reason: 'other-client' },
    work: forget,
    outcome: (customers) => ({ customers }),
    unrecorded: 'answer',
  });
}
