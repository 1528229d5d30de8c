import { checkHealth } from '@/lib/server/use-cases/health';

/** Open to anybody who can reach the port: it says whether the desk works, and nothing else. */
export async function GET(): Promise<Response> {
  return await checkHealth();
}
