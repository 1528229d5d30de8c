const NEEDED = [20, 19];

/** A sentence when this Node is too old, else null. Old syntax only: the too old must be able to read it. */
export function nodeProblem(version) {
  const parts = version.split('.').map(Number);
  const enough = parts[0] > NEEDED[0] || (parts[0] === NEEDED[0] && parts[1] >= NEEDED[1]);
  if (enough) return null;
  return `Sentinel desk needs Node.js ${NEEDED.join('.')} or newer; this is ${version}. See https://nodejs.org.`;
}
