import 'server-only';

/**
 * SQL composed from fragments. A fragment is text of this repository and the values between it; placeholders get their
 * numbers when a whole statement is written, so a fragment can stand anywhere, and more than once.
 */

/** A statement as `pg` takes it. */
export interface Statement {
  text: string;
  values: unknown[];
}

class Value {
  constructor(
    readonly value: unknown,
    readonly type: string,
  ) {}
}

export class Sql {
  /** Fragments stay nested until the statement is written: copying their parts at every level costs more. */
  constructor(readonly parts: readonly (string | Value | Sql)[]) {}
}

/** A fragment. Only fragments and numbers can be inserted: a text from outside the repository fails to compile. */
export function sql(texts: TemplateStringsArray, ...inserts: readonly (Sql | number)[]): Sql {
  const parts: (string | Sql)[] = [];
  for (const [index, text] of texts.entries()) {
    parts.push(text);
    const insert = inserts[index];
    if (insert !== undefined) parts.push(insert instanceof Sql ? insert : String(insert));
  }
  return new Sql(parts);
}

/** A value, sent beside the text. The same fragment inserted twice is one placeholder. */
export function value(given: unknown, type: string): Sql {
  return new Sql([new Value(given, type)]);
}

/** A name or keyword of this repository, such as a column's. Never for anything that came in a request. */
export function raw(text: string): Sql {
  return new Sql([text]);
}

export function join(fragments: readonly Sql[], separator: ', ' | ' AND ' | ' OR ' | ' UNION ALL ' | ' + ' | ' '): Sql {
  return new Sql(fragments.flatMap((fragment, index) => (index === 0 ? [fragment] : [separator, fragment])));
}

export const NOTHING = raw('');

/** A finished piece of a statement as a fragment: its placeholders (`$1::uuid`) get new numbers. */
export function placed({ text, values }: Statement): Sql {
  const parts: (string | Value)[] = [];
  let from = 0;
  for (const { 0: found, 1: number, 2: type = '', index } of text.matchAll(/\$(\d+)::(\w+)/g)) {
    parts.push(text.slice(from, index), new Value(values[Number(number) - 1], type));
    from = index + found.length;
  }
  return new Sql([...parts, text.slice(from)]);
}

/** Numbers the placeholders, in the order in which the values first appear. */
export function statement(whole: Sql): Statement {
  const numbers = new Map<Value, number>();
  let text = '';
  const write = ({ parts }: Sql) => {
    for (const part of parts) {
      if (typeof part === 'string') {
        text += part;
      } else if (part instanceof Sql) {
        write(part);
      } else {
        const number = numbers.get(part) ?? numbers.size + 1;
        numbers.set(part, number);
        text += `$${number}::${part.type}`;
      }
    }
  };
  write(whole);
  return { text, values: [...numbers.keys()].map((one) => one.value) };
}
