import fc from 'fast-check';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { databaseUrlProblem, startupOptions, takeOptions } from './database-url';

describe('a postgres URL', () => {
  it.each([
    'postgres://desk@127.0.0.1:5432/desk',
    'postgresql://desk:pass@db.example.com/desk',
    'POSTGRES://desk:pass@db/desk',
    'postgresql://desk:p%40%2F%23%3F%25@db.example.com:6432/desk?sslmode=verify-full',
    'postgresql://desk:p@ss@db.example.com/desk',
    'postgresql://desk@server:pass@server.example.com/desk',
    'postgresql://desk:a:b:c@db/desk',
    'postgresql://desk:pass@[2001:db8::7]:5432/desk',
    'postgresql://desk:pass@[::1]/desk',
    'postgresql:///desk?host=/var/run/postgresql&user=desk',
    'postgresql:///desk?user=desk@server&password=a@b',
    'postgresql://desk:pass@%2Fvar%2Frun%2Fpostgresql/desk',
    'postgresql://desk:pass@/desk?host=/var/run/postgresql',
    'postgresql://desk:pass@db/desk?options=-c%20search_path%3Ddesk,extensions',
    'postgresql://desk:pass@db/desk?options=endpoint%3Dep-cool-1',
    'postgresql://desk:pass@db/desk?sslmode=require&channel_binding=require&application_name=desk',
    'postgres://embedded',
  ])('is read as it is meant: %s', (url) => expect(databaseUrlProblem(url)).toBeNull());

  it.each([
    ['', 'must be a postgres URL'],
    ['mysql://desk:pass@db/desk', 'must be a postgres URL'],
    ['jdbc:postgresql://db/desk', 'must be a postgres URL'],
    ['"postgresql://desk:pass@db/desk"', 'must be a postgres URL'],
    ['host=db user=desk password=pass', 'must be a postgres URL'],
    ['postgresql://desk:pass word@db/desk', 'has white space'],
    ['postgresql://desk:pass@db/desk\n', 'has white space'],
    ['postgresql://desk:pass@db1:5432,db2:5432/desk', 'names several hosts'],
    ['postgresql://desk:pass@2001:db8::7/desk', 'has an IPv6 address without brackets'],
    ['postgresql://desk:pass@::1/desk', 'has an IPv6 address without brackets'],
    ['postgresql://desk:pass@db:0/desk', 'has a port that is none'],
    ['postgresql://desk:pass@db:65536/desk', 'has a port that is none'],
    ['postgresql://desk:pass@db/desk?sslmode=enable', 'has an sslmode that is none of'],
    ['postgresql://desk:pass@db/desk?sslmode=allow', 'has an sslmode that is none of'],
    ['postgresql://desk:pass@db/desk?ssl=false', 'has a value of ssl that is none'],
    ['postgresql://desk:pass@db/desk?schema=desk', 'names a schema'],
    ['postgresql://desk:pass@db/desk?currentSchema=desk', 'names a schema'],
    ['postgresql://desk:pass@db/desk?options=-c%20search_path', 'has options that cannot be read'],
  ])('is refused in words: %s', (url, problem) => expect(databaseUrlProblem(url)).toContain(problem));

  it.each([
    'postgresql://desk:pa/ss@db.example.com:5432/desk',
    'postgresql://desk:12/ss@db.example.com:5432/desk',
    'postgresql://desk:p@ss/word@db.example.com/desk',
    'postgresql://desk:pa#ss@db.example.com/desk',
    'postgresql://desk:12#ss@db.example.com/desk',
    'postgresql://desk:pa?ss@db.example.com/desk',
    'postgresql://desk:12?ss=1@db.example.com/desk',
    'postgresql://desk:p%ss@db.example.com/desk',
    'postgresql://desk:p%ff@db.example.com/desk',
    'postgresql://desk:100%@db.example.com/desk',
    'postgresql://desk:pass@db.example.com:port/desk',
  ])('with a bare character in it is not guessed at: %s', (url) => {
    expect(databaseUrlProblem(url)).toMatch(/^has a character that cannot stand there as it is/);
  });

  it.each(['desk:x@?a=b', 'desk:x@:6432/desk', ':6432/desk', 'desk@'])('without a host is refused: %s', (rest) => {
    expect(databaseUrlProblem(`postgresql://${rest}`)).toMatch(/^names no host/);
  });

  // The password is `@?a=`, as it is.
  it('whose password looks like the end of the host is not guessed at', () => {
    expect(databaseUrlProblem('postgresql://desk:@?a=@db.example.com:6432/desk')).toMatch(/^has a character/);
  });

  const texts = fc.string({ unit: fc.constantFrom(...'aB1@/#?%:&=+[]\\ ü'), minLength: 1, maxLength: 12 });

  it('of any password that is encoded reaches the driver whole', () => {
    fc.assert(
      fc.property(texts, (password) => {
        const url = `postgresql://desk:${encodeURIComponent(password)}@db.example.com:6432/desk`;
        expect(databaseUrlProblem(url)).toBeNull();
        const client = new pg.Client({ connectionString: url });
        expect(client).toMatchObject({ user: 'desk', password, host: 'db.example.com', port: 6432, database: 'desk' });
      }),
    );
  });

  it('of any password that is not encoded reaches the driver whole, or is refused without a piece of it', () => {
    fc.assert(
      fc.property(texts, (password) => {
        const url = `postgresql://desk:${password}@db.example.com:6432/desk`;
        const problem = databaseUrlProblem(url);
        if (problem !== null) return;
        const { host, port, database, user } = new pg.Client({ connectionString: url });
        expect({ host, port, database, user }).toEqual({
          host: 'db.example.com',
          port: 6432,
          database: 'desk',
          user: 'desk',
        });
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the options of a URL', () => {
  it.each<[string, [string, string | null][], string]>([
    ['-c search_path=desk', [['search_path', 'desk']], ''],
    [
      '-csearch_path=desk --statement-timeout=5s',
      [
        ['search_path', 'desk'],
        ['statement_timeout', '5s'],
      ],
      '',
    ],
    ['-c search_path=desk,\\ extensions', [['search_path', 'desk, extensions']], ''],
    ['endpoint=ep-1 -c jit=off', [['jit', 'off']], 'endpoint=ep-1'],
    ['-c', [['', null]], ''],
    ['-c a=b=c', [['a', 'b=c']], ''],
    ['', [], ''],
  ])('%j', (options, settings, rest) => expect(startupOptions(options)).toEqual({ settings, rest }));

  it('come off, and leave the rest as it was', () => {
    expect(takeOptions('postgresql://db/desk?options=-c%20a%3Db&sslmode=require')).toEqual({
      url: 'postgresql://db/desk?sslmode=require',
      options: '-c a=b',
    });
    expect(takeOptions('postgresql://db/desk?options=-c+a%3Db').url).toBe('postgresql://db/desk');
    const url = 'postgresql://d:p%40@db/desk?sslmode=require&x=%2F';
    expect(takeOptions(url)).toEqual({ url, options: '' });
  });
});
