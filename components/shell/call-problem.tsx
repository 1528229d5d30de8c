import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { Ltr } from '@/components/ui/ltr';
import type { ApiError } from '@/lib/client/api-error';

interface CallProblemProps {
  error: ApiError;
  title?: string;
  actions?: ReactNode;
  /** Beside the error's own words. */
  children?: ReactNode;
  className?: string;
}

/** Why a call failed, with the id by which the log has the request. */
export function CallProblem({ error, children, ...alert }: CallProblemProps) {
  return (
    <Alert {...alert}>
      <ProblemText error={error}>{children}</ProblemText>
    </Alert>
  );
}

/** The words of a failed call, its request id at the end. */
export function ProblemText({ error, children }: { error: ApiError; children?: ReactNode }) {
  return (
    <>
      {error.message}
      {children}
      {error.details.requestId && (
        <span className="block text-muted text-xs">
          Request <Ltr>{error.details.requestId}</Ltr>
        </span>
      )}
    </>
  );
}
