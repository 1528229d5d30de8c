import { inflateSync } from 'node:zlib';

/** The number of pages of a PDF: the objects of this type, which some browsers write into compressed streams. */
export function pagesIn(pdf: Buffer): number {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/stream\r?\n/g)].map(({ index, 0: { length } }) => {
    // A stream that is an image or a font, or is not compressed, holds no page.
    try {
      return inflateSync(pdf.subarray(index + length)).toString('latin1');
    } catch {
      return '';
    }
  });
  return [text, ...streams].reduce((sum, one) => sum + (one.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0), 0);
}
