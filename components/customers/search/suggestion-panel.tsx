'use client';

import { cn } from '@/components/ui/cn';
import { Ltr } from '@/components/ui/ltr';
import type { SearchAnswer, SearchRow } from '@/lib/contracts/search';
import { DirectoryNote } from './directory-note';
import { EXACT_ONLY } from './directory-words';
import { Highlighted, HighlightedName } from './highlighted';
import { TYPE_MORE } from './use-submit';

export interface SuggestionPanelProps {
  listId: string;
  rows: readonly SearchRow[];
  /** The chosen one; -1 is none. */
  index: number;
  optionId: (index: number) => string | undefined;
  open: boolean;
  /** Of the text as it stands now. */
  answer: SearchAnswer | undefined;
  /** Why there is none; shown even when the suggestions are closed. */
  problem: string | null;
  onChoose: (row: SearchRow, newTab: boolean) => void;
}

/** Over the table, so that nothing moves when it comes. */
export function SuggestionPanel(props: SuggestionPanelProps) {
  const { listId, rows, index, optionId, open, answer, problem } = props;
  const words = problem === null && answer ? inWords(answer) : '';
  return (
    <div className="absolute start-0 top-full z-30 mt-1 w-full md:w-[34rem]">
      <p
        role="status"
        className="w-fit rounded-md border border-bad-line bg-bad-soft px-2.5 py-1.5 text-bad empty:hidden"
      >
        {problem && <bdi>{problem}</bdi>}
      </p>
      <div
        className={cn(
          'rounded-md border border-line bg-surface',
          !(open && problem === null && (answer || rows.length > 0)) && 'hidden',
        )}
      >
        {/* The focus stays in the box, which names the chosen option. */}
        <div id={listId} role="listbox" aria-label="Suggestions" className={cn('p-1', rows.length === 0 && 'hidden')}>
          {rows.map((row, at) => (
            <Option
              key={row.uuid}
              id={optionId(at)}
              row={row}
              chosen={at === index}
              onChoose={(newTab) => props.onChoose(row, newTab)}
            />
          ))}
        </div>
        <p role="status" className="px-3 py-1.5 text-muted empty:hidden">
          {words && <bdi>{words}</bdi>}
        </p>
        {answer && <DirectoryNote status={answer.directory} className="border-line border-t px-3 py-1.5" />}
      </div>
    </div>
  );
}

interface OptionProps {
  id: string | undefined;
  row: SearchRow;
  chosen: boolean;
  onChoose: (newTab: boolean) => void;
}

function Option({ id, row, chosen, onChoose }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the box keeps the focus.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the box has the keys.
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      // The box keeps the focus.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => onChoose(event.ctrlKey || event.metaKey)}
      className={cn(
        'grid cursor-pointer grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 rounded-sm px-2 py-1.5 hover:bg-sunken',
        chosen && 'bg-accent-soft hover:bg-accent-soft',
      )}
    >
      <span dir="auto" className="clip font-medium">
        <HighlightedName row={row} />
      </span>
      <span className="text-muted text-xs">{row.documentMatched ? 'Document number' : row.nationality}</span>
      <span className="col-span-2 flex min-w-0 flex-wrap gap-x-3 text-muted text-xs">
        {row.email !== null && (
          <Ltr className="clip">
            <Highlighted row={row} field="email" />
          </Ltr>
        )}
        {row.phoneNumber !== null && (
          <Ltr className="clip">
            <Highlighted row={row} field="phoneNumber" />
          </Ltr>
        )}
      </span>
    </div>
  );
}

function inWords(answer: SearchAnswer): string {
  if (answer.kind === 'type-more') return TYPE_MORE;
  if (answer.kind === 'exact-only') return `${EXACT_ONLY} Then press Enter.`;
  if (answer.rows.length === 0) return 'Nobody in the directory matches.';
  if (answer.similar) return 'Nobody is written like this. These are similar.';
  if (answer.next !== null || answer.capped) return 'Enter shows all that match.';
  return answer.rows.length === 1 ? '1 customer matches.' : `${answer.rows.length} customers match.`;
}
