import { ensureBuild } from '../build/make-build.ts';
import { requirePort } from '../process/ports.ts';
import { beforeExit, runProgram } from '../process/program.ts';
import { inProject } from '../process/project.ts';
import { step } from '../process/step.ts';
import { type StackOptions, startStack } from '../stack.ts';
import { parseStackFlags, STACK_HELP } from './flags.ts';
import { screen } from './screen.ts';

/** What `npm run demo` and `npm run dev` have in common: start everything, say where it is, stay until stopped. */
export async function runStack(name: 'demo' | 'dev', mode: StackOptions['mode'], note: string): Promise<void> {
  await runProgram(async () => {
    const flags = parseStackFlags(process.argv.slice(2), process.env);
    if (flags.help) {
      console.log(`npm run ${name} -- [flags]\n${STACK_HELP}`);
      return 0;
    }
    // Before the build: nobody wants to wait a minute to hear that the port is taken.
    await requirePort(flags.port, '127.0.0.1', `npm run ${name}`);
    if (mode === 'production') await ensureBuild();
    const dataDir = inProject('.data', name);
    const stack = await startStack({ dataDir, mode, appPort: flags.port, sandbox: flags.sandbox, step });
    console.log(screen(stack, dataDir, note));
    beforeExit(async () => console.log('\n  Stopping …'));
    throw await stack.failed;
  }, 0);
}
