import 'server-only';
import { isIP } from 'node:net';

/**
 * The client's address: the entry that the nearest proxy appended to `X-Forwarded-For`. Without a proxy Next fills the
 * header from the socket. The weak half: a client that reaches the desk's port past the proxy may claim any address. So
 * the address is a hint in the trail, and no lock counts by it alone.
 */
export function clientAddress(header: string | null | undefined): string | null {
  const last = header?.split(',').at(-1)?.trim() ?? '';
  // Some proxies add a port: 192.0.2.1:4711 or [2001:db8::1]:4711.
  const [, bracketed] = /^\[(.+)\](?::\d+)?$/.exec(last) ?? [];
  const [, beforePort] = /^([\d.]+):\d+$/.exec(last) ?? [];
  const address = bracketed ?? beforePort ?? last;
  return isIP(address) === 0 ? null : address;
}
