import { describe, expect, it } from 'vitest';
import { parseRequest, UsageError } from './arguments.ts';

describe('npm run accounts', () => {
  it('reads each request', () => {
    expect(parseRequest(['list'])).toEqual({ action: 'list' });
    expect(parseRequest(['disable', '--email', 'a@desk.example'])).toEqual({
      action: 'disable',
      email: 'a@desk.example',
    });
    expect(
      parseRequest(['create', '--email', 'a@desk.example', '--name', 'Ann Lee', '--role=admin', '--password-stdin']),
    ).toEqual({ action: 'create', email: 'a@desk.example', name: 'Ann Lee', role: 'admin', passwordStdin: true });
    expect(parseRequest(['set-password', '--email', 'a@desk.example'])).toMatchObject({ passwordStdin: false });
    expect(parseRequest(['create', '--help'])).toBe('help');
  });

  it.each([
    [[], 'Say what to do.'],
    [['remove'], 'There is no "remove".'],
    [['create', '--email', 'a@desk.example'], 'create needs --name.'],
    [['set-role', '--email', 'a@desk.example'], 'set-role needs --role.'],
    [['disable'], 'disable needs --email.'],
    [['create', '--name', 'Ann', 'Lee'], 'one word too many'],
    [['list', '--all'], "Unknown option '--all'."],
    [['set-password', '--email', 'a@desk.example', '--password', 'secret'], "Unknown option '--password'."],
  ])('refuses %s', (args, sentence) => {
    expect(() => parseRequest(args)).toThrow(UsageError);
    expect(() => parseRequest(args)).toThrow(sentence);
  });
});
