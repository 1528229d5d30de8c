import { withAnybody } from '@/lib/server/http/route';
import { readMetrics } from '@/lib/server/use-cases/metrics';

/** For a Prometheus server that knows `METRICS_TOKEN`. */
export const GET = withAnybody('GET /api/metrics', async ({ request }) => {
  const { text, type } = await readMetrics(request.headers.get('authorization'));
  return new Response(text, { headers: { 'content-type': type } });
});
