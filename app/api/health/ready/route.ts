import { checkReadiness } from '@/lib/server/use-cases/health';

/** Open to anybody who can reach the port: whether people should be sent to this replica, and why not. */
export async function GET(): Promise<Response> {
  return await checkReadiness();
}
