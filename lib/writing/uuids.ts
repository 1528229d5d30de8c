import { bareContact } from './contacts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A pasted uuid in lower case, whatever stands around it (quotes, braces, `urn:uuid:`); `null` when it is none. */
export function readUuid(text: string): string | null {
  const uuid = bareContact(text)
    .replace(/^urn:uuid:/i, '')
    .toLowerCase();
  return UUID.test(uuid) ? uuid : null;
}

/**
 * A customer's key as the desk compares keys: a uuid in lower case. Another key of the vendor stays as it is, because it is
 * opaque (`docs/sentinel-contract.md`): `C-1` and `c-1` may be two customers.
 */
export function customerKey(key: string): string {
  return readUuid(key) ?? key;
}
