import { Button } from '@/components/ui/button';

export interface CountsProblemProps {
  /** What went wrong; without it, nobody counted: the directory was too busy. */
  error: Error | null;
  retry: () => void;
  retrying: boolean;
}

/** Above the filters, which work without counts all the same. */
export function CountsProblem({ error, retry, retrying }: CountsProblemProps) {
  return (
    <div role="status" className="flex flex-col items-start gap-2">
      <p>
        <bdi>
          {error ? `The counts could not be loaded. ${error.message}` : 'The counts are not available right now.'}
        </bdi>
      </p>
      <Button size="sm" loading={retrying} onClick={retry}>
        Try again
      </Button>
    </div>
  );
}
