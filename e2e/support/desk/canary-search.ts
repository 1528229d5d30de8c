/** Finds a person in a text, however they got there: whole or in part, as they are, encoded, in whatever case. */

/** More of a value than a mask shows: of digits alone eight in a row, since shorter runs turn up by chance. */
const PART = 6;
const PART_OF_DIGITS = 8;

/**
 * @param values what must not be there: names, an e-mail, a phone number, document numbers
 * @returns the finds, each with what stands around it; none when all is well
 */
export function findPerson(text: string, values: readonly string[]): string[] {
  const plain = text.toLowerCase();
  const standard = text.replaceAll('-', '+').replaceAll('_', '/');
  const parts = [...new Set(values.flatMap(partsOf))];
  return parts.flatMap((part) => [
    ...finds(plain, part.toLowerCase(), part),
    ...finds(plain, encodeURIComponent(part).toLowerCase(), `${part}, URL-encoded`),
    ...finds(plain, Buffer.from(part).toString('hex'), `${part}, in hexadecimal`),
    ...base64Forms(part).flatMap((form) => finds(standard, form, `${part}, in base64`)),
  ]);
}

function finds(text: string, form: string, what: string): string[] {
  const at = text.indexOf(form);
  return at < 0 ? [] : [`${what}: … ${text.slice(Math.max(0, at - 60), at + form.length + 60)} …`];
}

/** Every run of its characters that is longer than a mask may show. An e-mail's domain is shown whole. */
function partsOf(value: string): string[] {
  const hidden = value.includes('@') ? value.slice(0, value.lastIndexOf('@')) : value;
  const length = Math.min(hidden.length, /^\+?[\d -]+$/.test(hidden) ? PART_OF_DIGITS : PART);
  return Array.from({ length: hidden.length - length + 1 }, (_, start) => hidden.slice(start, start + length));
}

/** The three ways in which base64 writes something inside a longer text; the ends depend on what is beside it. */
function base64Forms(part: string): string[] {
  return [0, 1, 2].map((before) => {
    const written = Buffer.from('x'.repeat(before) + part)
      .toString('base64')
      .replaceAll('=', '');
    const complete = Math.floor(((before + part.length) * 8) / 6);
    return written.slice(Math.ceil((before * 8) / 6), complete);
  });
}
