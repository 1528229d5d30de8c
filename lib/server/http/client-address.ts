import 'server-only';
import { isIP } from 'node:net';
import { env } from '../env';
import { canonicalAddress, type TrustedProxies } from '../network-address';

/**
 * The header in which `scripts/server-guard.mjs` names the socket's other end. The guard overwrites what a client sends
 * under this name.
 */
const PEER_HEADER = 'x-desk-peer';

/**
 * The client's address, in canonical writing; `null` when there is none to believe. The trail, the list of sessions and
 * the limits of sign-in use it.
 *
 * Without the guard (`npm run dev`) the last forwarded address counts, which Next fills from the socket.
 */
export function clientAddress({ headers }: Pick<Request, 'headers'>): string | null {
  const forwarded = headers.get('x-forwarded-for');
  const peer = headers.get(PEER_HEADER);
  if (peer === null) return addressIn(forwarded?.split(',').at(-1));
  return believedAddress(peer, forwarded, env().TRUSTED_PROXIES);
}

/**
 * The address to believe. Each proxy appends the address of the client before it to `X-Forwarded-For`, so the entries are
 * read from the end, and only as far as proxies of ours wrote them. Everything before that is the client's own claim.
 *
 * An entry that is no address ends the reading: the nearest proxy's address counts then, because a client must not get a
 * fresh address for every request by sending nonsense.
 *
 * @param peer the other end of the socket
 * @param forwarded the header as it came, or `null`
 */
export function believedAddress(peer: string, forwarded: string | null, trusted: TrustedProxies): string | null {
  const hops = (forwarded ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  let believed = addressIn(peer);
  for (let passed = 0; believed !== null && trusted.isProxy(believed, passed); passed += 1) {
    const before = hops.pop();
    const address = before === undefined ? null : addressIn(before);
    if (address === null) break;
    believed = address;
  }
  return believed;
}

/** Some proxies add a port: 192.0.2.1:4711 or [2001:db8::1]:4711. */
function addressIn(entry: string | undefined): string | null {
  const text = entry?.trim() ?? '';
  const [, bracketed] = /^\[(.+)\](?::\d+)?$/.exec(text) ?? [];
  const [, beforePort] = /^([\d.]+):\d+$/.exec(text) ?? [];
  const address = bracketed ?? beforePort ?? text;
  return isIP(address) === 0 ? null : canonicalAddress(address);
}
