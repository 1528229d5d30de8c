import { Alert } from '@/components/ui/alert';
import { CopyButton } from '@/components/ui/copy-button';

/** The recovery codes. The desk shows them once, so the person must keep them, away from the phone. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept?: () => void }) {
  return (
    <div className="flex flex-col gap-3">
      <p>
        <bdi>
          Each of these signs you in once, in place of a code, when your phone is lost. Keep them where the phone is
          not: in a password manager, or printed.
        </bdi>
      </p>
      <div className="flex items-start gap-2 rounded-md border border-line bg-sunken p-3">
        <ol
          aria-label="Recovery codes"
          dir="ltr"
          onCopy={onKept}
          // As many columns as fit without wrapping a code: two in a dialog, one in the narrow card.
          className="grid flex-1 grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))] gap-x-6 gap-y-1 font-medium"
        >
          {codes.map((code) => (
            <li key={code}>
              <code className="select-all whitespace-nowrap">{code}</code>
            </li>
          ))}
        </ol>
        <CopyButton value={codes.join('\n')} label="Copy recovery codes" {...(onKept && { onCopied: onKept })} />
      </div>
      <Alert tone="attention" role="status">
        <bdi>They are not shown again.</bdi>
      </Alert>
    </div>
  );
}
