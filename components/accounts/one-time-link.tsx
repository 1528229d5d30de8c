'use client';

import { Alert } from '@/components/ui/alert';
import { CopyButton } from '@/components/ui/copy-button';
import { Input } from '@/components/ui/input';
import type { IssuedLink } from '@/lib/contracts/accounts';
import { routes } from '@/lib/routes';
import { formatMoment } from '@/lib/words/format';

interface OneTimeLinkProps {
  link: IssuedLink;
  email: string;
  onCopied?: () => void;
}

/** A one-time link, shown this once: only its hash is kept. */
export function OneTimeLink({ link, email, onCopied }: OneTimeLinkProps) {
  const address = `${window.location.origin}${routes.setPassword(link.token)}`;
  return (
    <div className="flex flex-col gap-3">
      <p>
        Send this link to <bdi dir="ltr">{email}</bdi> by a way that reaches them alone. It works once, until{' '}
        {formatMoment(link.expiresAt)}.
      </p>
      <div className="flex items-center gap-2">
        <Input
          readOnly
          aria-label="One-time link"
          dir="ltr"
          value={address}
          onFocus={(event) => event.target.select()}
          onCopy={onCopied}
        />
        <CopyButton value={address} label="Copy link" {...(onCopied && { onCopied })} className="size-8" />
      </div>
      <Alert tone="attention" role="status">
        It is not shown again. Whoever has it can choose the password.
      </Alert>
    </div>
  );
}
