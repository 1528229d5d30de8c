import { type Reply, refused } from '../http/reply.ts';
import { blankImages, detail, expiredIds } from '../vendor/shape.ts';
import { type CustomerRecord, DOCUMENT_KINDS, type Fields } from '../world/record.ts';
import type { World } from '../world/world.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TEXTS = ['name', 'surname', 'gender', 'nationality', 'email', 'phoneNumber'] as const;
const MOMENTS = ['createdAt', 'updatedAt'] as const;
const OWN_FIELDS = ['previousPassport', 'lean', 'expiredIdsSpelling', 'extraExpiredIds', 'odd', 'quirk'] as const;

/** The whole record; instead of images, `images` names the fields that hold one. */
export function rawRecord(record: CustomerRecord, today: number): Fields {
  const shown = detail(record);
  const own = Object.fromEntries(OWN_FIELDS.map((field) => [field, record[field]] as const));
  return blankImages({ ...shown, ...own, expiredIds: expiredIds(record, today), images: imageFields(shown, '') });
}

function imageFields(fields: Fields, path: string): string[] {
  return Object.entries(fields).flatMap(([key, value]) => {
    if (key === 'isLiveFaces' && Array.isArray(value)) return value.map((_, frame) => `${path}isLiveFaces[${frame}]`);
    if (typeof value === 'string') return /^(idFace|frontImage|backImage|idImage)$/.test(key) ? [path + key] : [];
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? imageFields(value as Fields, `${path}${key}.`)
      : [];
  });
}

/** Why `change` cannot be applied, if it cannot. Fields that sorting or look-ups stand on are checked, others not. */
function problem(world: World, change: Fields, self: number | undefined): Reply | undefined {
  for (const field of TEXTS) {
    const value = change[field];
    if (value !== undefined && value !== null && typeof value !== 'string') return wrong(field, 'a string or null');
  }
  for (const field of MOMENTS) {
    const value = change[field];
    if (value !== undefined && !(typeof value === 'string' && isMoment(value)))
      return wrong(field, 'like 2026-01-31T12:00:00.000Z');
  }
  for (const kind of DOCUMENT_KINDS) {
    if (typeof (change[kind] ?? {}) !== 'object' || Array.isArray(change[kind]))
      return wrong(kind, 'an object or null');
  }
  if (change.status !== undefined && !Number.isSafeInteger(change.status)) return wrong('status', 'a whole number');
  for (const field of ['email', 'phoneNumber'] as const) {
    const value = change[field];
    const owner = typeof value === 'string' ? world.findByContact(field, value) : undefined;
    if (owner !== undefined && owner !== self) return { status: 409, body: { error: `${field} is in use.` } };
  }
  return undefined;
}

// Moments are compared as text, so all of them must have the same form.
const isMoment = (value: string) => !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value;
const wrong = (field: string, form: string): Reply => ({ status: 422, body: { error: `${field} must be ${form}.` } });

const KNOWN_FIELDS = new Set([
  ...['id', 'uuid', 'status', 'name', 'surname', 'gender', 'nationality', 'dateOfBirth', 'email', 'phoneNumber'],
  ...['isLive', 'isLiveScore', 'isLiveFaces', 'idFace', 'createdAt', 'updatedAt', ...DOCUMENT_KINDS, ...OWN_FIELDS],
]);

function merged(record: CustomerRecord, change: Fields): CustomerRecord {
  const known = Object.entries(change).filter(([key]) => KNOWN_FIELDS.has(key));
  const extra = Object.entries(change).filter(([key]) => !KNOWN_FIELDS.has(key));
  return { ...record, ...Object.fromEntries(known), extra: { ...record.extra, ...Object.fromEntries(extra) } };
}

/** Simulates a change made elsewhere. Documents are merged field by field; null takes one away. */
export function patchCustomer(world: World, index: number, change: Fields): Reply {
  if ('uuid' in change || 'id' in change) return refused(422, ['A customer keeps its uuid and id.']);
  const reply = problem(world, change, index);
  if (reply) return reply;
  const before = world.record(index);
  const documents = DOCUMENT_KINDS.filter((kind) => change[kind]).map(
    (kind) => [kind, { ...before[kind], ...(change[kind] as Fields) }] as const,
  );
  const after = merged(before, { updatedAt: world.stamp(), ...change, ...Object.fromEntries(documents) });
  world.put(index, after);
  return { status: 200, body: rawRecord(after, world.today) };
}

export function addCustomer(world: World, fields: Fields): Reply {
  if ('id' in fields) return refused(422, ['id is given by the sandbox.']);
  const { uuid } = fields;
  if (uuid !== undefined && !(typeof uuid === 'string' && UUID.test(uuid))) return wrong('uuid', 'a lower-case UUID');
  if (uuid !== undefined && world.findByUuid(uuid) !== undefined)
    return { status: 409, body: { error: 'uuid is in use.' } };
  const reply = problem(world, fields, undefined);
  if (reply) return reply;
  const added = world.add((blank) => merged(blank, fields));
  return { status: 201, body: rawRecord(added, world.today) };
}
