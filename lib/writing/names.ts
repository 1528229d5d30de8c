/** A customer's name and surname as they came, or `null` when the vendor gave neither. */
export function fullName(person: { name: string | null; surname: string | null }): string | null {
  const parts = [person.name, person.surname].filter((part) => part !== null && part.trim() !== '');
  return parts.length > 0 ? parts.join(' ') : null;
}
