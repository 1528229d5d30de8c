import { Ltr } from '@/components/ui/ltr';
import { NOTHING } from '@/lib/words/format';

/** A word of the vendor's, in whatever script it comes. */
export function TextCell({ text }: { text: string | null }) {
  return (
    <span dir="auto" className="clip" title={text ?? undefined}>
      {text ?? NOTHING}
    </span>
  );
}

export function EmailCell({ email }: { email: string | null }) {
  return (
    <Ltr className="clip proportional-nums" title={email ?? undefined}>
      {email ?? NOTHING}
    </Ltr>
  );
}
