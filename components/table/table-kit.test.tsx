import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ColumnLook } from './column-look';
import { SkeletonRows } from './skeleton-rows';
import { TableFrame } from './table-frame';
import { type TableView, tableColumns, useTableModel } from './table-model';
import { TableRow } from './table-row';

interface Pet {
  name: string;
  age: number;
}

const LOOKS: Record<'name' | 'age' | 'more', ColumnLook> = {
  name: { label: 'Name', sortable: true, min: 160, bone: 'w-8' },
  age: { label: 'Age', sortable: true, min: 60, bone: 'w-4', cell: 'text-end' },
  more: { label: 'Actions', labelHidden: true, min: 40, share: 'rest', bone: 'w-2' },
};
const columns = tableColumns<Pet, keyof typeof LOOKS>(LOOKS, {
  name: ({ name }) => name,
  age: ({ age }) => age,
  more: ({ name }) => <button type="button">Call {name}</button>,
});
const PETS: Pet[] = [
  { name: 'Ada', age: 3 },
  { name: 'Bo', age: 1 },
];

function Pets({ view, sorting = true }: { view?: TableView; sorting?: boolean }) {
  const table = useTableModel(columns, PETS, view);
  return (
    <TableFrame label="Pets" columns={table.columns} busy={false} {...(sorting && { onSort: () => undefined })}>
      {table.rows.map((row) => (
        <TableRow key={row.id} row={row} cells={table.cells} tabStop={row.index === 0} className="h-10" />
      ))}
    </TableFrame>
  );
}

const draw = (view?: TableView, sorting?: boolean) =>
  renderToStaticMarkup(<Pets {...(view && { view })} {...(sorting !== undefined && { sorting })} />);
const cells = (html: string, tag: 'th' | 'td') =>
  [...html.matchAll(new RegExp(`<${tag}[^>]*>(.*?)</${tag}>`, 'g'))].map(([, inside = '']) =>
    inside.replace(/<[^>]*>/g, ''),
  );

describe('a table', () => {
  it('has its name, its head and its rows in the order that they came in', () => {
    const html = draw();
    expect(html).toMatch(/^<table aria-label="Pets" aria-busy="false"/);
    expect(cells(html, 'th')).toEqual(['Name', 'Age', 'Actions']);
    expect(cells(html, 'td')).toEqual(['Ada', '3', 'Call Ada', 'Bo', '1', 'Call Bo']);
    expect([...html.matchAll(/<tr data-index="(\d)"/g)].map(([, index]) => index)).toEqual(['0', '1']);
  });

  it('says which column the rows are sorted by, and leaves their order to the API', () => {
    expect(draw()).not.toContain('aria-sort');
    expect(draw({ sort: { id: 'age', desc: false } })).toMatch(/aria-sort="ascending"[^>]*>(<[^>]*>)*Age/);
    const html = draw({ sort: { id: 'name', desc: true } });
    expect(html).toMatch(/aria-sort="descending"[^>]*>(<[^>]*>)*Name/);
    expect(html.match(/aria-sort/g)).toHaveLength(1);
    expect(cells(html, 'td').slice(0, 1)).toEqual(['Ada']);
  });

  it('has sort buttons where it can be sorted, and none where nothing would answer', () => {
    const buttons = (html: string) => html.slice(0, html.indexOf('</thead>')).match(/<button/g) ?? [];
    expect(buttons(draw())).toHaveLength(2);
    expect(buttons(draw({}, false))).toHaveLength(0);
  });

  it('hides columns as the view says', () => {
    const hidden = draw({ visibility: { age: false } });
    expect(cells(hidden, 'th')).toEqual(['Name', 'Actions']);
    expect(cells(hidden, 'td')).toEqual(['Ada', 'Call Ada', 'Bo', 'Call Bo']);
    expect(hidden).toContain('--table-width:200px');
  });

  it('puts columns in order and gives them widths as the view says', () => {
    const html = draw({ order: ['age', 'name', 'more'], widths: { name: 300 } });
    expect(cells(html, 'th')).toEqual(['Age', 'Name', 'Actions']);
    expect(cells(html, 'td')).toEqual(['3', 'Ada', 'Call Ada', '1', 'Bo', 'Call Bo']);
    expect(html).toMatch(/style="width:300px"[^>]*>(<[^>]*>)*Name/);
    expect(html).toContain('--table-width:400px');
  });

  it('draws skeleton cells with the classes of the real ones, out of sight of assistive technology', () => {
    const drawn = [{ id: 'age', look: LOOKS.age, width: 60 }];
    const html = renderToStaticMarkup(
      <table>
        <tbody>
          <SkeletonRows columns={drawn} count={400} />
        </tbody>
      </table>,
    );
    expect(html.match(/<tr aria-hidden="true"/g)).toHaveLength(30);
    expect(html).toContain('text-end');
  });
});
