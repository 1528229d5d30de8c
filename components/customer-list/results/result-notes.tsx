import { SearchX } from 'lucide-react';
import { EmptyState } from '@/components/ui/empty-state';
import type { SearchAnswer } from '@/lib/contracts/search';
import { EXACT_ONLY, ONLY_ALIKE, TYPE_MORE } from '@/lib/words/directory';

/** How the rows were found, where the rows alone do not show it. */
export function ResultNotes({ answer }: { answer: SearchAnswer }) {
  if (answer.kind !== 'rows' || answer.rows.length === 0) return null;
  const notes = [
    answer.rows.every(({ soundsLike }) => soundsLike) && ONLY_ALIKE,
    answer.similar && 'Nobody is written like this. These customers are similar.',
    answer.live === 'found' &&
      answer.directory.state !== 'off' &&
      'The directory doesn’t know this customer yet: Sentinel was asked.',
    answer.live === 'waiting' && 'Sentinel is being asked whether it knows anybody else.',
    answer.live === 'failed' && 'Sentinel could not be asked whether it knows anybody else.',
    answer.capped && 'Many customers match, and these are the best of some of them. Type more, or filter.',
  ].filter((note) => note !== false);
  if (notes.length === 0) return null;
  return (
    <p role="status" className="shrink-0 border-line border-t bg-sunken px-4 py-1.5">
      <bdi>{notes.join(' ')}</bdi>
    </p>
  );
}

/** An answer without rows. */
export function ResultEmpty({ answer, text }: { answer: SearchAnswer; text: string }) {
  if (answer.kind === 'type-more') return <EmptyState icon={SearchX} title={TYPE_MORE} />;
  if (answer.kind === 'exact-only') {
    return (
      <EmptyState icon={SearchX} title="The directory is switched off">
        Nothing can be filtered without it. {EXACT_ONLY}
      </EmptyState>
    );
  }
  const { state } = answer.directory;
  if (state === 'empty' || state === 'filling') {
    return (
      <EmptyState icon={SearchX} title="Nobody found so far">
        The directory is still filling, so that customers may be missing. {EXACT_ONLY}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={SearchX} title={text === '' ? 'No customer passes these filters' : 'Nobody matches'}>
      {text === ''
        ? 'Take a filter away to see more.'
        : 'Look for part of a name, an e-mail address or a phone number, or for a whole document number.'}
      {answer.live === 'nobody' && ' Sentinel was asked, and knows nobody either.'}
      {answer.live === 'waiting' && ' Sentinel is being asked.'}
      {answer.live === 'failed' && ' Sentinel could not be asked.'}
    </EmptyState>
  );
}
