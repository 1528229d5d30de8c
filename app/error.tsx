'use client';

/**
 * Also catches what the signed-in frame itself throws: a session that can't be looked up, for one. Every page carries
 * it, so it is plain markup instead of `ErrorState` with its icons.
 */
export default function RootError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <main role="alert" className="grid min-h-[60dvh] place-content-center justify-items-center gap-1 px-4 text-center">
      <p className="font-medium text-base">The desk could not be opened</p>
      <p className="text-muted">
        Something it needs did not answer. Try again; if it stays like this, tell your administrator.
      </p>
      <button
        type="button"
        onClick={() => retry()}
        className="mt-3 h-8 rounded-md border border-line bg-surface px-3 font-medium hover:bg-sunken"
      >
        Try again
      </button>
    </main>
  );
}
