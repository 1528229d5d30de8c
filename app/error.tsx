'use client';

import { PlainFailure } from '@/components/ui/plain-failure';

/** Also catches what the signed-in frame itself throws: a session that can't be looked up, for one. */
export default function RootError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <main>
      <PlainFailure
        title="The desk could not be opened"
        message="Something it needs did not answer. Try again; if it stays like this, tell your administrator."
        onRetry={retry}
        className="min-h-[60dvh]"
      />
    </main>
  );
}
