import { buildState } from './build/build-state.ts';
import { bundlePrograms } from './build/bundle-programs.ts';
import { makeBuild } from './build/make-build.ts';
import { runProgram } from './process/program.ts';
import { step } from './process/step.ts';

await runProgram(async () => {
  if (buildState() === 'fresh' && !process.argv.includes('--force')) {
    await bundlePrograms();
    console.log('  The build is up to date (npm run build -- --force makes it anew).');
    return 0;
  }
  await step('Building the application', makeBuild);
  return 0;
});
