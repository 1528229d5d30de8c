import { AUDIT_COLUMNS, auditColumnWidth } from './audit-columns';

/** The header cells; they also set the column widths (the table's layout is fixed, so no content can). */
export function AuditHead() {
  return (
    <thead>
      <tr className="h-9">
        {AUDIT_COLUMNS.map((column) => (
          <th
            key={column.id}
            scope="col"
            style={{ width: auditColumnWidth(column) }}
            className="sticky top-0 z-10 border-line border-b bg-canvas px-3 text-start font-medium text-muted text-xs last:pe-4"
          >
            {column.id === 'more' ? <span className="sr-only">{column.label}</span> : column.label}
          </th>
        ))}
      </tr>
    </thead>
  );
}
