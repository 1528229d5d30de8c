import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonLines, receiveFile } from './stream';

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

describe('receiving a file', () => {
  const chunk = (size: number, fill: number) => new Uint8Array(size).fill(fill);
  const answer = (source: UnderlyingDefaultSource<Uint8Array>, name = 'attachment; filename="trail-1.csv"') =>
    new Response(new ReadableStream(source), { headers: { 'content-type': 'text/csv', 'content-disposition': name } });
  const never = new AbortController().signal;

  test('keeps every byte, the type and the server’s name, also over the size of one blob', async () => {
    const sent = [chunk(3_000_000, 1), chunk(2_000_000, 2), chunk(7, 3)];
    let received = 0;
    const response = answer({
      start: (controller) => {
        for (const one of sent) controller.enqueue(one);
        controller.close();
      },
    });
    const file = await receiveFile(response, 'fallback.csv', never, (bytes) => {
      received += bytes.length;
    });
    expect([file.name, file.type, file.size, received]).toEqual(['trail-1.csv', 'text/csv', 5_000_007, 5_000_007]);
    expect(Buffer.from(await file.arrayBuffer()).equals(Buffer.concat(sent))).toBe(true);
  });

  test('takes no path from the server as a name', async () => {
    const response = answer({ start: (controller) => controller.close() }, 'attachment; filename="../x.csv/"');
    expect((await receiveFile(response, 'fallback.csv', never, () => {})).name).toBe('fallback.csv');
  });

  test('a stream that breaks off is a lost connection, not a shorter file', async () => {
    let turns = 0;
    const response = answer({
      pull: (controller) => {
        turns += 1;
        if (turns === 1) controller.enqueue(chunk(9, 1));
        else controller.error(new TypeError('terminated'));
      },
    });
    await expect(receiveFile(response, 'x', never, () => {})).rejects.toMatchObject({ code: 'network' });
  });

  test('an abort is no failure of the connection', async () => {
    const stopped = new AbortController();
    const response = answer({
      pull: (controller) => {
        stopped.abort();
        controller.error(stopped.signal.reason);
      },
    });
    await expect(receiveFile(response, 'x', stopped.signal, () => {})).rejects.toMatchObject({ name: 'AbortError' });
  });
});
