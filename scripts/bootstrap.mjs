// What every npm script starts with: checks Node, installs packages when they are missing or out of date, then runs
// the command's program. Plain JavaScript without dependencies, and in words an old Node still understands up to the
// version check: there it must end in one clear sentence rather than in a syntax error.
import { nodeProblem } from './bootstrap/node-version.mjs';

const problem = nodeProblem(process.versions.node);
if (problem === null) {
  import('./bootstrap/run.mjs').then(
    (module) => module.runCommand(process.argv[2], process.argv.slice(3)),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
} else {
  console.error(problem);
  process.exitCode = 1;
}
