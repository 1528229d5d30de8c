import Chip from '@mui/material/Chip';

interface Document {
  dateOfExpiry?: string;
}

export interface Row {
  name?: string;
  surname?: string;
  status: number;
  passports?: Document[];
  emiratesIds?: Document[];
  egyptNationalIds?: Document[];
  expiredIds?: string[];
}

/** As the sandbox's labels have them. */
const STATUS = ['Invited', 'Pending', 'Draft', 'Rejected', 'Conflict', 'Duplicate', 'Accepted', 'In review'];
const DOCUMENTS = { passports: 'Passport', emiratesIds: 'Emirates ID', egyptNationalIds: 'Egyptian ID' } as const;

export function StatusChip({ row: { status } }: { row: Row }) {
  return (
    <Chip size="small" label={STATUS[status] ?? `Status ${status}`} color={status === 6 ? 'success' : 'default'} />
  );
}

/** The documents of a customer; those whose last day has passed are red. */
export function DocumentChips({ row }: { row: Row }) {
  const today = new Date().toISOString().slice(0, 10);
  return Object.entries(DOCUMENTS).flatMap(([field, label]) => {
    // A few rows have one document in place of a list.
    const [document] = [row[field as keyof typeof DOCUMENTS] ?? []].flat();
    if (document === undefined) return [];
    const expired = document.dateOfExpiry !== undefined && document.dateOfExpiry < today;
    return [
      <Chip
        key={field}
        size="small"
        label={expired ? `${label} expired` : label}
        color={expired ? 'error' : 'default'}
      />,
    ];
  });
}
