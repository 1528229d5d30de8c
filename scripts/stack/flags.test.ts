import { describe, expect, it } from 'vitest';
import { Problem } from '../process/problem.ts';
import { parseStackFlags } from './flags.ts';

describe('the flags of the demo', () => {
  it('has port 3000 and full rows unless told', () => {
    expect(parseStackFlags([], {})).toMatchObject({ port: 3000, sandbox: { rowShape: 'full' } });
    expect(parseStackFlags([], { PORT: '' })).toMatchObject({ port: 3000 });
  });

  it('takes the port from the flag before PORT', () => {
    expect(parseStackFlags([], { PORT: '4000' }).port).toBe(4000);
    expect(parseStackFlags(['--port', '5000'], { PORT: '4000' }).port).toBe(5000);
  });

  it('passes the sandbox its own', () => {
    const { sandbox } = parseStackFlags(['--customers', '50000', '--latency=200', '--row-shape', 'strict'], {});
    expect(sandbox).toEqual({ customers: '50000', latency: '200', rowShape: 'strict' });
  });

  it.each([
    [['--prot', '1'], /^Unknown option '--prot'\. See --help\.$/],
    [['--port', 'x'], /^--port must be a port number/],
    [['--port', '70000'], /^--port must be a port number/],
    [['--port', '0'], /^--port must be a port number/],
    [['stray'], /^Unexpected argument 'stray'\. See --help\.$/],
  ])('refuses %s in one sentence', (args, sentence) => {
    expect(() => parseStackFlags(args, {})).toThrow(Problem);
    expect(() => parseStackFlags(args, {})).toThrow(sentence);
  });

  it('names the variable when that one is wrong', () => {
    expect(() => parseStackFlags([], { PORT: 'web' })).toThrow('PORT must be a port number');
  });
});
