'use strict';
// Loaded before the application (`node --require`) in the stacks of tests. A run starts it some eighty times, and a third
// of the processor time of a start goes into compiling the same files. What V8 has made of them is kept in
// TEST_COMPILED_CODE, for the starts that follow. Node has this itself from release 22.1 on (`NODE_COMPILE_CACHE`).
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const vm = require('node:vm');

const directory = process.env.TEST_COMPILED_CODE;
/** By then the first requests have been answered: functions that they called are compiled as well. */
const KEEP_AFTER_MS = 8_000;
/** Smaller files are compiled as quickly as they are read. */
const LEAST = 1_000;
/** Kept code can not import: Node 20 finds no loader for it. */
const IMPORTS = /\bimport\s*\(/;

const compile = Module.prototype._compile;
const fresh = new Map();

Module.prototype._compile = function compileOnce(content, filename, ...rest) {
  if (content.length < LEAST || content.startsWith('#!') || IMPORTS.test(content)) {
    return compile.call(this, content, filename, ...rest);
  }
  const name = createHash('sha256').update(filename).update('\0').update(content).digest('hex');
  const kept = path.join(directory, name);
  const cachedData = fs.existsSync(kept) ? fs.readFileSync(kept) : undefined;
  let script;
  try {
    script = new vm.Script(Module.wrap(content), { filename, cachedData });
  } catch {
    // A module of the other kind, in all likelihood: Node knows what to do, or what to say.
    return compile.call(this, content, filename, ...rest);
  }
  if (cachedData === undefined) fresh.set(kept, script);
  const require = (id) => this.require(id);
  require.resolve = (request, options) => Module._resolveFilename(request, this, false, options);
  require.resolve.paths = (request) => Module._resolveLookupPaths(request, this);
  require.main = process.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return script.runInThisContext().call(this.exports, this.exports, require, this, filename, path.dirname(filename));
};

/** Under another name first: two applications of a run may keep the same at once. */
function keep() {
  try {
    for (const [kept, script] of fresh) {
      if (fs.existsSync(kept)) continue;
      const unfinished = `${kept}.${process.pid}`;
      fs.writeFileSync(unfinished, script.createCachedData());
      fs.renameSync(unfinished, kept);
    }
  } catch {
    // The run is over, or its disk is full: the application must not end otherwise for that.
  }
  fresh.clear();
}

setTimeout(keep, KEEP_AFTER_MS).unref();
process.once('exit', keep);
