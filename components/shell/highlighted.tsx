import type { SearchRow, TextMatch } from '@/lib/contracts/search';
import { unreadableText } from '@/lib/words/unreadable';
import { pieces } from '@/lib/writing/highlight';
import { fullName } from '@/lib/writing/names';

/** A field of a row, with its matches marked. By colour alone: another weight would tear joined letters apart. */
export function Highlighted({ row, field }: { row: SearchRow; field: TextMatch['field'] }) {
  const text = row[field] ?? '';
  const matches = row.matches.filter((match) => match.field === field);
  return pieces(text, matches).map((piece, index) =>
    piece.marked ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name
      <mark key={index} className="rounded-sm bg-attention-soft text-ink">
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}

/** The full name, as {@link fullName} writes it. */
export function HighlightedName({ row }: { row: SearchRow }) {
  if (fullName(row) === null) return unreadableText(row, 'name') ?? unreadableText(row, 'surname') ?? 'No name';
  const given = [row.name, row.surname].map((part) => part !== null && part.trim() !== '');
  return (
    <>
      {given[0] && <Highlighted row={row} field="name" />}
      {given[0] && given[1] && ' '}
      {given[1] && <Highlighted row={row} field="surname" />}
    </>
  );
}
