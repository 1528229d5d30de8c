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
 * The writings that a uuid may be stored in: as it came, in lower case, in upper case. Sentinel's uuids are opaque keys
 * whose case the desk keeps (`docs/sentinel-contract.md`), and people paste them in either case.
 */
export function writingsOf(uuid: string): string[] {
  return [...new Set([uuid, uuid.toLowerCase(), uuid.toUpperCase()])];
}
