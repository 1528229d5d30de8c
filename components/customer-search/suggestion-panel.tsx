'use client';

import { DirectoryNote } from '@/components/shell/directory-note';
import { Highlighted, HighlightedName } from '@/components/shell/highlighted';
import { cn } from '@/components/ui/cn';
import { Ltr } from '@/components/ui/ltr';
import type { SearchAnswer, SearchRow } from '@/lib/contracts/search';
import { routes } from '@/lib/routes';
import { customersMatch, writtenAndAlike } from '@/lib/words/amounts';
import { EXACT_ONLY, ONLY_ALIKE, SOUNDS_LIKE, TYPE_MORE } from '@/lib/words/directory';
import { unreadableText } from '@/lib/words/unreadable';

interface SuggestionPanelProps {
  listId: string;
  rows: readonly SearchRow[];
  /** Whether the rows belong to the current text. Rows of an earlier text stay on screen, but cannot be chosen. */
  current: boolean;
  /** The uuid of the chosen row. */
  chosen: string | undefined;
  /** The answer to the current text. */
  answer: SearchAnswer | undefined;
  /** Why there is no answer; shown even when the suggestions are closed. */
  problem: string | null;
  onChoose: (uuid: string) => void;
}

/** Built from the customer, so that a screen reader announces another customer at the same position. */
export function optionId(listId: string, { uuid }: SearchRow): string {
  return `${listId}-${uuid}`;
}

/** Lies over the table, so that nothing moves when the panel opens. */
export function SuggestionPanel(props: SuggestionPanelProps) {
  const { listId, rows, current, chosen, answer, problem } = props;
  const shown = problem === null && (answer !== undefined || rows.length > 0);
  const words = shown && answer ? inWords(answer) : '';
  return (
    <div className="absolute start-0 top-full z-30 mt-1 w-full md:w-[34rem] xl:start-auto xl:end-0">
      {/* Both stay in the page while empty: few screen readers announce a status that is inserted with its text. */}
      <p
        role="status"
        className={problem ? 'w-fit rounded-md border border-bad-line bg-bad-soft px-2.5 py-1.5 text-bad' : 'sr-only'}
      >
        {problem && <bdi>{problem}</bdi>}
      </p>
      <div className={shown ? 'rounded-md border border-line bg-surface' : 'sr-only'}>
        {/* The focus stays in the box, which names the chosen option by its id. */}
        <div
          id={listId}
          role="listbox"
          aria-label="Suggestions"
          aria-busy={!current}
          className={cn('p-1', !shown || rows.length === 0 ? 'hidden' : !current && 'pointer-events-none opacity-60')}
        >
          {rows.map((row) => (
            <Option
              key={row.uuid}
              id={optionId(listId, row)}
              row={row}
              chosen={row.uuid === chosen}
              onChoose={() => props.onChoose(row.uuid)}
            />
          ))}
        </div>
        <p role="status" className={words ? 'px-3 py-1.5 text-muted' : 'sr-only'}>
          {words && <bdi>{words}</bdi>}
        </p>
        {shown && answer && <DirectoryNote status={answer.directory} className="border-line border-t px-3 py-1.5" />}
      </div>
    </div>
  );
}

interface OptionProps {
  id: string;
  row: SearchRow;
  chosen: boolean;
  onChoose: () => void;
}

/**
 * A real link, so that the middle button, Ctrl or ⌘ and the browser's own menu open the customer in a new tab. Its address
 * holds the id alone. A plain press opens the customer here, with the result behind it.
 */
function Option({ id, row, chosen, onChoose }: OptionProps) {
  return (
    <a
      id={id}
      href={routes.customer(row.uuid)}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      draggable={false}
      // The box keeps the focus, whatever button is pressed: without it the list would close.
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onChoose();
      }}
      className={cn(
        'grid cursor-pointer grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 rounded-sm px-2 py-1.5 hover:bg-sunken',
        chosen && 'bg-accent-soft hover:bg-accent-soft',
      )}
    >
      <span dir="auto" className="clip font-medium">
        <HighlightedName row={row} />
      </span>
      {/* Two people of one name are told apart by status and nationality. */}
      <span className="flex items-baseline gap-x-2 text-muted text-xs">
        {row.documentMatched && <bdi>Document number</bdi>}
        {row.soundsLike && <bdi>{SOUNDS_LIKE}</bdi>}
        {[
          row.status?.label ?? unreadableText(row, 'status'),
          row.nationality ?? unreadableText(row, 'nationality'),
        ].map(
          // biome-ignore lint/suspicious/noArrayIndexKey: always the same two
          (text, index) => text !== null && <bdi key={index}>{text}</bdi>,
        )}
      </span>
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
    </a>
  );
}

function inWords(answer: SearchAnswer): string {
  if (answer.kind === 'type-more') return TYPE_MORE;
  if (answer.kind === 'exact-only') return `${EXACT_ONLY} Then press Enter.`;
  if (answer.rows.length === 0) return 'Nobody in the directory matches.';
  if (answer.similar) return 'Nobody is written like this. These are similar.';
  const alike = answer.rows.filter(({ soundsLike }) => soundsLike).length;
  if (alike === answer.rows.length) return ONLY_ALIKE;
  if (answer.next !== null || answer.capped) return 'Enter shows all that match.';
  return answer.spoken ? writtenAndAlike(answer.rows.length - alike, alike) : customersMatch(answer.rows.length);
}
