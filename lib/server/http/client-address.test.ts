import { describe, expect, it, vi } from 'vitest';
import { canonicalAddress, networkOf, readTrustedProxies } from '../network-address';
import { believedAddress, clientAddress } from './client-address';

const desk = vi.hoisted(() => ({ proxies: '0' }));
vi.mock('../env', () => ({ env: () => ({ TRUSTED_PROXIES: trusting(desk.proxies) }) }));

function trusting(text: string) {
  const trusted = readTrustedProxies(text);
  if (trusted === null) throw new Error(`${text} is no setting`);
  return trusted;
}
const believed = (proxies: string, peer: string, forwarded: string | null) =>
  believedAddress(peer, forwarded, trusting(proxies));

describe('without trusted proxies', () => {
  it.each([null, '192.0.2.1', '192.0.2.1, 127.0.0.1', 'nonsense', '10.0.0.1'])(
    'the socket decides, whatever the header claims: %s',
    (forwarded) => {
      expect(believed('0', '198.51.100.4', forwarded)).toBe('198.51.100.4');
    },
  );

  it('an address of IPv4 that comes mapped is one of IPv4', () => {
    expect(believed('0', '::ffff:198.51.100.4', null)).toBe('198.51.100.4');
  });
});

describe('behind as many proxies as are counted', () => {
  it.each([
    ['1', 'forged, 192.0.2.1', '192.0.2.1'],
    ['1', '192.0.2.1:4711', '192.0.2.1'],
    ['1', '[2001:DB8::1]:4711', '2001:db8::1'],
    ['2', '192.0.2.9, 192.0.2.1, 10.0.0.2', '192.0.2.1'],
    // Fewer entries than proxies: the farthest proxy that wrote one.
    ['3', '192.0.2.1', '192.0.2.1'],
    ['1', null, '10.0.0.1'],
    ['1', '192.0.2.1,', '192.0.2.1'],
    // Nonsense gives nobody a fresh address.
    ['1', '192.0.2.1, unknown', '10.0.0.1'],
    ['2', 'unknown, 10.0.0.2', '10.0.0.2'],
  ])('%s of them, header %s: %s', (proxies, forwarded, expected) => {
    expect(believed(proxies, '10.0.0.1', forwarded)).toBe(expected);
  });
});

describe('behind proxies of known networks', () => {
  it.each([
    ['10.0.0.1', '192.0.2.9, 192.0.2.1', '192.0.2.1'],
    ['10.0.0.1', '192.0.2.1, 10.2.3.4, 2001:db8:1::7', '192.0.2.1'],
    // A client that reaches the desk past the proxies.
    ['192.0.2.66', '10.0.0.1', '192.0.2.66'],
    ['::ffff:10.0.0.1', '192.0.2.1', '192.0.2.1'],
    ['10.0.0.1', '10.0.0.2', '10.0.0.2'],
  ])('peer %s, header %s: %s', (peer, forwarded, expected) => {
    expect(believed('10.0.0.0/8, 2001:db8:1::/48', peer, forwarded)).toBe(expected);
  });
});

it.each([
  '',
  '-1',
  '17',
  '1.5',
  'true',
  'all',
  '0.0.0.0/0',
  '10.0.0.0/33',
  '10.0.0.0/8/8',
  '2001:db8::/129',
  '10.0.0.0/',
  'proxy.example',
  '10.0.0.0/8,',
])('TRUSTED_PROXIES can not be %j', (text) => {
  expect(readTrustedProxies(text)).toBeNull();
});

it('a request without the socket’s end counts as the last forwarded one', () => {
  const from = (headers: Record<string, string>) => clientAddress({ headers: new Headers(headers) });
  expect(from({ 'x-forwarded-for': '192.0.2.9, 192.0.2.1' })).toBe('192.0.2.1');
  expect(from({})).toBeNull();
  expect(from({ 'x-desk-peer': '198.51.100.4', 'x-forwarded-for': '192.0.2.1' })).toBe('198.51.100.4');
  desk.proxies = '1';
  expect(from({ 'x-desk-peer': '198.51.100.4', 'x-forwarded-for': '192.0.2.1' })).toBe('192.0.2.1');
  expect(from({ 'x-desk-peer': '', 'x-forwarded-for': '192.0.2.1' })).toBeNull();
});

it.each([
  ['192.0.2.1', '192.0.2.1', '192.0.2.0/24'],
  ['::ffff:192.0.2.1', '192.0.2.1', '192.0.2.0/24'],
  ['::FFFF:c000:201', '192.0.2.1', '192.0.2.0/24'],
  ['2001:DB8:0:0:1::1', '2001:db8::1:0:0:1', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80::1', 'fe80:0:0:0::/64'],
  ['::1', '::1', '0:0:0:0::/64'],
  ['1:2:3::', '1:2:3::', '1:2:3:0::/64'],
])('%s is written %s, in the network %s', (address, canonical, network) => {
  expect(canonicalAddress(address)).toBe(canonical);
  expect(networkOf(canonicalAddress(address))).toBe(network);
});
