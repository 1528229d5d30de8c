/**
 * The lines of a body of one JSON object a line, as they arrive. A line may come in pieces, and several at once.
 * @throws SyntaxError for a line that is no JSON: the body was cut off, or isn't what it claims to be
 */
export async function* jsonLines<T>(body: ReadableStream<Uint8Array>): AsyncGenerator<T> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split('\n');
      rest = done ? '' : (lines.pop() ?? '');
      for (const line of lines) if (line.trim() !== '') yield JSON.parse(line) as T;
      if (done) return;
    }
  } finally {
    // Also when the reader of the lines has had enough: the other end stops working.
    await reader.cancel().catch(() => undefined);
  }
}
