import 'server-only';
import { DeskError } from '../desk-error';

/**
 * Refuses a mutation that another site's page sent with our cookie. Browsers tell where a request comes from
 * (`Sec-Fetch-Site`), and older ones name the `Origin` of every POST. A request with neither does not come from a
 * browser, so its sender already holds the cookie. (The rule of Go's `http.CrossOriginProtection`.)
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
