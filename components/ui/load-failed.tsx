import { cn } from './cn';

/** Shown near a button whose code could not be loaded: offline, or a new version has replaced the file. */
export function LoadFailed({ className }: { className?: string }) {
  return (
    <p role="alert" className={cn('text-bad text-xs', className)}>
      <bdi>This part of the page could not be loaded. Check the connection, then try again.</bdi>
    </p>
  );
}
