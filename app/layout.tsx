import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-arabic/wght.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { readPreferences } from '@/components/shell/preferences';
import { LANGUAGE } from '@/lib/words/language';

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

/** Reads the person's cookies, so every page is rendered per request: the nonce of `proxy.ts` needs that too. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const { theme, direction } = readPreferences((name) => jar.get(name)?.value);
  return (
    <html lang={LANGUAGE} dir={direction} data-theme={theme} translate="no" suppressHydrationWarning>
      {/* Browser extensions add attributes to both elements before React arrives. */}
      <body translate="no" suppressHydrationWarning>
        {children}
      </body>
    </html>
  );
}
