import 'server-only';
import { BlockList, isIP } from 'node:net';

/** Which addresses in front of the desk are proxies of ours (`TRUSTED_PROXIES`). */
export interface TrustedProxies {
  /** The setting as the operator wrote it. */
  setting: string;
  /**
   * @param address in canonical writing
   * @param passed how many proxies lie between this address and the desk
   */
  isProxy(address: string, passed: number): boolean;
}

/** More proxies than any network has in a row. */
const MOST_PROXIES = 16;

/**
 * Reads `TRUSTED_PROXIES`: how many proxies stand in front (`1`), or their networks, comma-separated
 * (`10.0.0.0/8, 2001:db8::/48`, or single addresses).
 *
 * @returns `null` for anything else
 */
export function readTrustedProxies(text: string): TrustedProxies | null {
  if (/^\d{1,2}$/.test(text)) {
    const count = Number(text);
    return count > MOST_PROXIES ? null : { setting: text, isProxy: (_, passed) => passed < count };
  }
  const networks = new BlockList();
  for (const entry of text.split(',').map((part) => part.trim())) {
    const [address = '', length, ...rest] = entry.split('/');
    const family = isIP(address);
    if (family === 0 || address.includes('%') || rest.length > 0) return null;
    const longest = family === 4 ? 32 : 128;
    const prefix = length === undefined ? longest : readPrefix(length, longest);
    if (prefix === null) return null;
    networks.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  }
  return { setting: text, isProxy: (address) => networks.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6') };
}

/** A prefix of 0 would believe everybody, which nobody means to ask for. */
function readPrefix(text: string, longest: number): number | null {
  const prefix = Number(text);
  return /^\d{1,3}$/.test(text) && prefix >= 1 && prefix <= longest ? prefix : null;
}

/**
 * One writing of an IP address: IPv4 as it is, also where it comes mapped into IPv6 (`::ffff:192.0.2.1`); IPv6 in the
 * short form of RFC 5952, without a zone.
 *
 * @param address what `net.isIP` accepts
 */
export function canonicalAddress(address: string): string {
  if (isIP(address) === 4) return address;
  const [bare = ''] = address.split('%');
  const short = new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(short) ?? [];
  if (high === undefined || low === undefined) return short;
  const bits = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
}

/**
 * The network around an address: the /24 of IPv4, the /64 of IPv6, which is what one subscriber or one machine has.
 *
 * @param address in canonical writing
 * @returns `192.0.2.0/24`, `2001:db8:0:1::/64`
 */
export function networkOf(address: string): string {
  if (isIP(address) === 4) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length;
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...after];
  return `${all.slice(0, 4).join(':')}::/64`;
}
