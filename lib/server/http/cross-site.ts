import 'server-only';
import { DeskError } from '../desk-error';

/**
 * Refuses a request that another site's page sent with our cookie. Browsers tell where a request comes from
 * (`Sec-Fetch-Site`), and older ones name the `Origin` of every POST. A request with neither does not come from a
 * browser, so its sender already holds the cookie. (The rule of Go's `http.CrossOriginProtection`.)
 *
 * Reads are refused as well. A foreign page can't see their answers, but each read leaves its event, and a forged
 * event says that a person looked at a customer. A read that a person types into the address bar passes.
 *
 * @param own the address under which people reach the desk
 * @throws DeskError `cross_site_request`
 */
export function assertSameSite(request: Request, own: URL): void {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (site === 'same-origin' || (isRead && site === 'none')) return;
  if (site === null && (origin === null || origin === own.origin)) return;
  throw new DeskError('cross_site_request');
}
