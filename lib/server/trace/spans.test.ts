import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { beginSpan, type EndedSpan, setTracer, traced, tracedRequest } from './spans';
import { traceStatements } from './sql';

afterEach(() => setTracer(null));

function collecting(samples = true): EndedSpan[] {
  const spans: EndedSpan[] = [];
  setTracer({ samples: () => samples, take: (span) => void spans.push(span) });
  return spans;
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 2));

describe('a trace', () => {
  it('has the parts of a request below it, each request apart, also when they run at once', async () => {
    const spans = collecting();
    const request = (name: string) =>
      tracedRequest(`GET ${name}`, `id of ${name}`, async () => {
        await soon();
        await traced('sentinel list', 'client', {}, async () => {
          await soon();
          beginSpan('SELECT sessions', 'client', {})?.end();
        });
      });
    await Promise.all([request('/one'), request('/two')]);
    for (const name of ['/one', '/two']) {
      const root = spans.find((span) => span.attributes['http.route'] === name);
      const own = spans.filter(({ traceId }) => traceId === root?.traceId);
      expect(own.map((span) => span.name)).toEqual(['SELECT sessions', 'sentinel list', `GET ${name}`]);
      expect(own.map(({ parentId }) => parentId)).toEqual([own[1]?.spanId, own[2]?.spanId, null]);
      expect(root?.attributes).toMatchObject({ 'http.request.method': 'GET', 'desk.request_id': `id of ${name}` });
    }
  });

  it('tells of a failure, and ends once', async () => {
    const spans = collecting();
    const failing = tracedRequest('GET /one', 'id', async (span) => {
      span.end(true);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(spans.map(({ failed }) => failed)).toEqual([true]);
  });

  it('is not begun by work outside of a request, such as the directory’s', async () => {
    const spans = collecting();
    await traced('sentinel list', 'client', {}, soon);
    expect(beginSpan('SELECT sessions', 'client', {})).toBeNull();
    expect(spans).toEqual([]);
  });

  it('is left out whole where it is not sampled', async () => {
    const spans = collecting(false);
    await tracedRequest('GET /one', 'id', () => traced('sentinel list', 'client', {}, soon));
    expect(spans).toEqual([]);
  });
});

it('without a receiver the work is done and nothing else, and the code for sending is not loaded', async () => {
  const done = await tracedRequest('GET /one', 'id', () => traced('sentinel list', 'client', {}, async () => 'done'));
  expect(done).toBe('done');
  const lib = path.resolve(import.meta.dirname, '..');
  const importing = fs
    .readdirSync(lib, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file))
    .flatMap(
      (file) => fs.readFileSync(path.join(lib, file), 'utf8').match(/^import .*trace\/(start|exporter)'.*$/gm) ?? [],
    );
  expect(importing).toEqual([]);
});

describe('a statement', () => {
  type Callback = (error: Error | null, result?: unknown) => void;
  const client = (fails = false) => {
    const asked: unknown[][] = [];
    const query = (...args: unknown[]) => {
      asked.push(args);
      const last = args.at(-1);
      if (typeof last === 'function') return void (last as Callback)(fails ? new Error('no') : null, 'rows');
      return fails ? Promise.reject(new Error('no')) : Promise.resolve('rows');
    };
    const traced = { query };
    traceStatements(traced as never);
    return { asked, query: traced.query };
  };
  const within = (work: () => Promise<unknown>) => tracedRequest('GET /one', 'id', work);

  it.each([
    ['SELECT 1 FROM "sessions" WHERE id = $1', 'SELECT sessions'],
    ['insert into "audit_events" values ($1)', 'INSERT audit_events'],
    ['WITH beat AS (INSERT INTO replicas VALUES (1)) SELECT 1', 'INSERT replicas'],
    ["UPDATE accounts SET email = 'canary@example.com'", 'UPDATE accounts'],
    ['BEGIN', 'BEGIN'],
    ["SELECT set_config('a', 'canary', false)", 'SELECT'],
  ])('%s is told as %s, and no value of it', async (text, summary) => {
    const spans = collecting();
    const { query, asked } = client();
    expect(await within(() => query(text, ['canary']) as Promise<unknown>)).toBe('rows');
    expect(asked).toEqual([[text, ['canary']]]);
    expect(spans[0]).toMatchObject({ name: summary, attributes: { 'db.query.summary': summary } });
    expect(JSON.stringify(spans)).not.toContain('canary');
  });

  it('is told with a callback, with a name, and when it fails', async () => {
    const spans = collecting();
    const [fine, failing] = [client(), client(true)];
    await within(async () => {
      const answer = await new Promise((resolve) =>
        fine.query({ name: 'one', text: 'SELECT 1 FROM alerts' }, (_: unknown, rows: unknown) => resolve(rows)),
      );
      expect(answer).toBe('rows');
      await expect(failing.query('SELECT 1 FROM alerts')).rejects.toThrow('no');
      await new Promise((resolve) => failing.query('SELECT 1 FROM alerts', [], resolve));
    });
    expect(spans.map(({ name, failed }) => [name, failed])).toEqual([
      ['SELECT alerts', false],
      ['SELECT alerts', true],
      ['SELECT alerts', true],
      ['GET /one', false],
    ]);
  });

  it('that is read in parts is left alone', async () => {
    const spans = collecting();
    const { query, asked } = client();
    const cursor = { text: 'SELECT 1', submit: () => {} };
    await within(() => query(cursor) as Promise<unknown>);
    expect(asked).toEqual([[cursor]]);
    expect(spans).toHaveLength(1);
  });
});
