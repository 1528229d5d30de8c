import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type ExportProgress, exportCustomers, rowCounter } from './export';

const BOM = '\ufeff';
const bytes = (text: string) => new TextEncoder().encode(text);
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** A text cut at these places, over and over: in the middle of quotes, line breaks and letters. */
function cut(text: string, sizes: readonly number[]): Uint8Array<ArrayBuffer>[] {
  const all = bytes(text);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0, turn = 0; at < all.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    chunks.push(all.slice(at, at + size));
    at += size;
  }
  return chunks;
}

function counted(text: string, sizes: readonly number[] = [text.length || 1]): number {
  const count = rowCounter();
  let rows = 0;
  for (const chunk of cut(text, sizes)) rows = count(chunk);
  return rows;
}

describe('rowCounter', () => {
  test.each([
    ['nothing', '', 0],
    ['half a header', 'Name,Sur', 0],
    ['a header alone', `${BOM}Name,Phone\r\n`, 0],
    ['a row', 'Name\r\nNoor\r\n', 1],
    ['a row that has only begun', 'Name\r\nNoor\r\nLei', 1],
    ['a line break in a cell', 'Name\r\n"No\r\nor"\r\n', 1],
    ['quotes in a cell', 'Name\r\n"say ""hi""\n"\r\n"x"\r\n', 2],
    ['an empty cell in quotes', 'Name\r\n""\r\n', 1],
  ])('%s', (_what, text, rows) => expect(counted(text)).toBe(rows));

  test('counts rows, however they are cut and whatever is in them', () => {
    const wild = fc.oneof(fc.constantFrom('"', '""', '\n', '\r\n', ',', '"\n'), fc.string({ unit: 'grapheme' }));
    const row = fc.array(
      fc.array(wild, { maxLength: 4 }).map((parts) => cell(parts.join(''))),
      {
        minLength: 2,
        maxLength: 4,
      },
    );
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), sizes, (rows, cuts) => {
        const text = `${BOM}${[['Name', 'Phone'], ...rows].map((cells) => `${cells.join()}\r\n`).join('')}`;
        expect(counted(text, cuts)).toBe(rows.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe('exportCustomers', () => {
  afterEach(() => vi.unstubAllGlobals());

  const answering = (body: ReadableStream<Uint8Array>) =>
    vi.stubGlobal('fetch', async () => {
      const headers = { 'content-type': 'text/csv', 'x-export-rows': '2', 'x-export-matches': '9' };
      return new Response(body, { headers });
    });
  const run = (onProgress: (progress: ExportProgress) => void = () => {}) =>
    exportCustomers({ columns: ['name'] }, { signal: new AbortController().signal, onProgress });

  test('hands over every byte, and tells of the rows as they come', async () => {
    const text = `${BOM}Name\r\n"No\r\nor"\r\nLeila\r\n`;
    answering(
      new ReadableStream({
        start(controller) {
          for (const chunk of cut(text, [7])) controller.enqueue(chunk);
          controller.close();
        },
      }),
    );
    const told: ExportProgress[] = [];
    const file = await run((progress) => told.push(progress));
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes(text));
    expect(told[0]).toEqual({ rows: 0, of: 2, matches: 9 });
    expect(told.at(-1)).toEqual({ rows: 2, of: 2, matches: 9 });
    const rows = told.map((progress) => progress.rows);
    expect(rows).toEqual([...rows].sort((one, other) => one - other));
  });

  test.each(['', `${BOM}Name\r\n`, `${BOM}Name\r\nNoor\r\n`, `${BOM}Name\r\nNoor\r\n"Lei`])(
    'a stream that ends early is an error, not a shorter file: %j',
    async (text) => {
      answering(new Response(text).body ?? new ReadableStream());
      await expect(run()).rejects.toMatchObject({ name: 'ApiError' });
    },
  );

  test('a stream that breaks off is an error, not a shorter file', async () => {
    let turns = 0;
    answering(
      new ReadableStream({
        pull(controller) {
          turns += 1;
          if (turns === 1) controller.enqueue(bytes('Name\r\nNoor\r\n'));
          else controller.error(new TypeError('terminated'));
        },
      }),
    );
    await expect(run()).rejects.toMatchObject({ name: 'ApiError' });
  });
});
