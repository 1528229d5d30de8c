interface PlainFailureProps {
  title: string;
  message?: string | undefined;
  /** The id under which the log has the request. */
  requestId?: string | undefined;
  onRetry: () => void;
  className?: string;
}

/**
 * A failure with **Try again**, in markup alone: no icon, no primitive. For what every page carries, and for the moment
 * in which the code of `ErrorState` is not there.
 */
export function PlainFailure({ title, message, requestId, onRetry, className = '' }: PlainFailureProps) {
  return (
    <div role="alert" className={`grid place-content-center justify-items-center gap-1 px-4 text-center ${className}`}>
      <p className="font-medium text-base">{title}</p>
      {message && (
        <p className="text-muted">
          <bdi>{message}</bdi>
        </p>
      )}
      {requestId && (
        <p className="text-muted text-xs">
          Request <bdi dir="ltr">{requestId}</bdi>
        </p>
      )}
      <button
        type="button"
        onClick={() => onRetry()}
        className="mt-3 h-8 rounded-md border border-line bg-surface px-3 font-medium hover:bg-sunken"
      >
        Try again
      </button>
    </div>
  );
}
