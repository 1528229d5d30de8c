import './fonts/fonts.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { recordPresses } from '@/components/shell/early/record-presses';
import { readPreferences } from '@/components/shell/preferences';
import { LANGUAGE } from '@/lib/words/language';

/** Latin letters, digits and signs: every page has them, so browsers fetch this file with the page. */
const inter = localFont({
  src: './fonts/inter-latin.woff2',
  variable: '--font-inter-latin',
  weight: '100 900',
  display: 'swap',
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD',
    },
  ],
});

export const metadata: Metadata = {
  title: { template: '%s · Sentinel desk', default: 'Sentinel desk' },
  robots: { index: false, follow: false, noarchive: true, nosnippet: true },
  // A phone's browser would turn document numbers into call links.
  formatDetection: { telephone: false, email: false, address: false, date: false },
  // A browser's translator would send customers' data to its maker. It also wraps text nodes in `<font>`, and React then
  // fails to change them. The attributes say the same to translators that ignore the meta tag.
  other: { google: 'notranslate' },
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

/** Keeps what a person presses until the scripts have come. */
const RECORD_PRESSES = `(${recordPresses})()`;

/** Reads the person's cookies, so every page is rendered per request: the nonce of `proxy.ts` needs that too. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  const { theme, direction, keys } = readPreferences((name) => jar.get(name)?.value);
  return (
    <html
      lang={LANGUAGE}
      className={inter.variable}
      dir={direction}
      data-theme={theme}
      data-keys={keys}
      translate="no"
      suppressHydrationWarning
    >
      {/* Browser extensions add attributes to both elements before React arrives. */}
      <body translate="no" suppressHydrationWarning>
        {/* A module, and `async`: an ordinary script would wait for the styles, and the rows of the HTML with it. */}
        {/* Browsers hide a nonce from scripts, so that React finds another one than the server's. */}
        <script
          type="module"
          async
          nonce={nonce}
          suppressHydrationWarning
          // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of the build, with nothing of a request in it.
          dangerouslySetInnerHTML={{ __html: RECORD_PRESSES }}
        />
        {children}
      </body>
    </html>
  );
}
