import 'server-only';
import type pg from 'pg';
import { beginSpan } from './spans';

/**
 * Lets the statements of a connection be seen in traces: one span a statement, with its verb and its first table, and
 * nothing else of it. Values never get into a trace, and neither does the text, which may hold some.
 */
export function traceStatements(client: pg.ClientBase): void {
  const plain = client.query.bind(client) as (...args: unknown[]) => unknown;
  const seen = (...args: unknown[]): unknown => {
    const text = textOf(args[0]);
    // A cursor is read in parts, by other calls.
    const span = text === null ? null : beginSpan(...spanOf(text));
    if (span === null) return plain(...args);
    const last = args.at(-1);
    if (typeof last === 'function') {
      return plain(...args.slice(0, -1), (error: unknown, result: unknown) => {
        span.end(Boolean(error));
        last(error, result);
      });
    }
    const answer = plain(...args);
    if (answer instanceof Promise) {
      answer.then(
        () => span.end(),
        () => span.end(true),
      );
    } else span.end();
    return answer;
  };
  Object.assign(client, { query: seen });
}

function textOf(statement: unknown): string | null {
  if (typeof statement === 'string') return statement;
  if (typeof statement !== 'object' || statement === null || 'submit' in statement) return null;
  return 'text' in statement && typeof statement.text === 'string' ? statement.text : null;
}

/** Names of our own tables and functions alone look like this. */
const FIRST_TABLE = /\b(?:FROM|INTO|UPDATE|TABLE|EXECUTE)\s+"?([a-z][a-z_]{2,40})"?/i;
const VERB =
  /^\s*(?:WITH\b[\s\S]*?\b)?(SELECT|INSERT|UPDATE|DELETE|BEGIN|COMMIT|ROLLBACK|SET|LOCK|DECLARE|FETCH|PREPARE)\b/i;

function spanOf(text: string): Parameters<typeof beginSpan> {
  const verb = VERB.exec(text)?.[1]?.toUpperCase() ?? 'SQL';
  const table = FIRST_TABLE.exec(text)?.[1]?.toLowerCase();
  const summary = table === undefined ? verb : `${verb} ${table}`;
  return [summary, 'client', { 'db.system.name': 'postgresql', 'db.query.summary': summary }];
}
