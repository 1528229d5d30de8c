import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonLines } from './stream';

/** A body that arrives in pieces of these sizes, over and over. */
function body(text: string, sizes: readonly number[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1;
        controller.enqueue(bytes.slice(at, at + size));
        at += size;
      }
      controller.close();
    },
  });
}

async function all<T>(lines: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = [];
  for await (const line of lines) read.push(line);
  return read;
}

test('lines come whole, however the bytes arrive', async () => {
  const lines = fc.array(fc.record({ message: fc.string({ unit: 'grapheme' }), checked: fc.nat() }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(lines, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (sent, sizes) => {
      const text = sent.map((line) => `${JSON.stringify(line)}\n`).join('');
      expect(await all(jsonLines(body(text, sizes)))).toEqual(sent);
    }),
  );
});

test('a line that broke off is an error, not a line', async () => {
  await expect(all(jsonLines(body('{"a":1}\n{"type":"verd', [3])))).rejects.toThrow(SyntaxError);
});

test('whoever has heard enough stops the sender', async () => {
  let stopped = false;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('{"a":1}\n')),
    cancel: () => {
      stopped = true;
    },
  });
  for await (const line of jsonLines<{ a: number }>(stream)) if (line.a === 1) break;
  expect(stopped).toBe(true);
});
