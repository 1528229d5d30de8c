import type { NextConfig } from 'next';

const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  },
  // Browsers heed it over https alone, so that it does no harm on a desk that runs over http on this machine.
  { key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' },
];

/**
 * For every answer that `proxy.ts` doesn't see: static files, and pages should it ever be missing. Those pages then run
 * no script of Next's that stands in the page, since they carry no nonce: they stay safe and don't work.
 */
const FALLBACK_POLICY = {
  key: 'Content-Security-Policy',
  value: [
    "default-src 'none'",
    ...["script-src 'self'", "style-src 'self'", "img-src 'self' blob:", "font-src 'self'", "connect-src 'self'"],
    ...["manifest-src 'self'", "form-action 'self'", "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'"],
  ].join('; '),
};

/** Routes answer with data, never with a page: nothing in them may load or run anything. */
const API_POLICY = { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" };

const config: NextConfig = {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run check` and `npm test`, over scripts and tests as well; a build only builds.
  typescript: { ignoreBuildErrors: true },
  // The image optimiser would fetch and cache what passes through it; ours never leave memory. Its route answers 404.
  images: { unoptimized: true },
  serverExternalPackages: ['@node-rs/argon2', '@simplewebauthn/server', 'pg', 'pino', 'prom-client', 'undici'],
  outputFileTracingIncludes: { '/api/health': ['./lib/server/db/migrations/**'] },
  headers: async () => [
    { source: '/:path*', headers: [...SECURITY_HEADERS, FALLBACK_POLICY] },
    { source: '/api/:path*', headers: [API_POLICY] },
    // Pages name the icons with a hash of their content. Without this, browsers ask again at every step of the history.
    { source: '/:icon(icon.svg|favicon.ico)', headers: [{ key: 'Cache-Control', value: 'public, max-age=604800' }] },
  ],
};

export default config;
