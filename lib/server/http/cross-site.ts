import 'server-only';
import { DeskError } from '../desk-error';

/**
 * Refuses a mutation that another site's page sent with our cookie. Browsers say where a request comes from
 * (`Sec-Fetch-Site`), older ones at least name the `Origin` of every POST; a request with neither is no browser's and
 * carries no cookie that its sender didn't put there itself. (The rule of Go's `http.CrossOriginProtection`.)
 *
 * @param own the address under which people reach the desk
 * @throws DeskError `cross_site_request`
 */
export function assertSameSite(request: Request, own: URL): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (site === 'same-origin') return;
  if (site === null && (origin === null || origin === own.origin)) return;
  throw new DeskError('cross_site_request');
}
