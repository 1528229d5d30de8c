/** Open to anybody who can reach the port: the process answers. Touches nothing, so that an outage restarts no replica. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}
