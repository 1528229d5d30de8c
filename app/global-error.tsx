'use client';

import { LANGUAGE } from '@/lib/words/language';

/** The root layout itself failed, and with it every style: plain markup that works without any. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang={LANGUAGE} translate="no">
      <body translate="no">
        <title>Something went wrong · Sentinel desk</title>
        <main>
          <h1>Something went wrong</h1>
          <p>The desk could not be shown. Nothing was changed.</p>
          <button type="button" onClick={() => retry()}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
