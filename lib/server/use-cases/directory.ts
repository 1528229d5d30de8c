import 'server-only';
import type { DirectoryReport } from '../../contracts/directory';
import { directoryReport } from '../directory/public';

/** How complete and how fresh the directory is, with its settings. Not recorded: the answer tells of no customer. */
export async function readDirectoryReport(): Promise<DirectoryReport> {
  return await directoryReport();
}
