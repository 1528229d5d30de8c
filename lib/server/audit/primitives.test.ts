import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newNoteKey, parseNoteKey } from '../signed-note';
import { type ChainedRow, GENESIS, hashRow } from './chain';
import { createCheckpointer, isGenuine, parseCheckpoints, signCheckpoint } from './checkpoints';
import { customerRef, customerRefs } from './customer-ref';
import { fingerprint, keyRing } from './keys';
import { masked } from './mask';
import { parseDetail } from './row';

const SECRET = 'the key of these tests, of 32 bytes or more';
const ring = keyRing(SECRET, ['an earlier key of these tests, of 32 bytes']);
const key = ring.current;
const [, earlier] = ring.all;

describe('keys', () => {
  it('are the same from the same secret, and different for each purpose and secret', () => {
    const again = keyRing(SECRET).current;
    expect([again.id, again.chain, again.values]).toEqual([key.id, key.chain, key.values]);
    const secrets = ring.all.flatMap(({ chain, values, seal }) =>
      [chain, values, seal].map((one) => one.toString('hex')),
    );
    expect(new Set(secrets).size).toBe(6);
    expect(new Set(ring.all.map(({ id }) => id)).size).toBe(2);
    expect(key.id).toMatch(/^[0-9a-f]{12}$/);
  });

  it('stay what they are: other keys could not verify the rows and checkpoints of today', () => {
    const head = { seq: 7, hash: Buffer.alloc(32, 7) };
    const { id, chain, values, seal } = key;
    expect([id, ...[chain, values, seal].map((one) => one.toString('hex'))]).toEqual([
      '8fb6d5898932',
      'abf7d88cc475e51af32133659641d241bdc97e1479dfc5ff51f9d0eb69de9632',
      '42d2172d7864757f693040341211cf1f3058f76a7a57dc499bace761446f1926',
      'af59fd89f8162c4cc33846d87aeee43ee3f8ba90e4bce04fe65c92718ed72d42',
    ]);
    expect(signCheckpoint(key, head, new Date(0)).signature).toBe(
      'NLeerUVkQZDT0MADDo_gm1EDrCU5dYDgnVBGVpLehQ37kV0xAvxMqEOXi1gPIydHIkMBZV8GUgLe_D7Vwsh7Ag',
    );
    const row: ChainedRow = {
      ...{
        seq: 7,
        at: '2026-11-24T14:05:00.000Z',
        actorId: 'an-id',
        actorEmail: 'mina@desk.example',
        actorRole: 'admin',
      },
      ...{
        sessionId: 'a-session',
        requestId: 'a-request',
        address: '192.0.2.7',
        action: 'customer.opened',
        customer: 'c',
      },
      ...{ phase: 'intent', intentSeq: 6, outcome: 'success', detail: '{}', keyId: id },
    };
    expect(hashRow(key, row, GENESIS).toString('hex')).toBe(
      '9788887576ca70b1ef2fd2bd562a4e05a08cc2ab62af1b00bcc927294cbd9d51',
    );
  });

  it('are found by their id, retired ones too', () => {
    expect(ring.byId(key.id)).toBe(key);
    expect(ring.byId(earlier?.id ?? '')).toBe(earlier);
    expect(ring.byId('000000000000')).toBeUndefined();
  });
});

describe('the chain', () => {
  const text = fc.option(fc.string({ unit: 'binary' }));
  const rows: fc.Arbitrary<ChainedRow> = fc.record({
    seq: fc.nat(),
    at: fc.constant('2026-11-24T14:05:00.000Z'),
    actorId: text,
    actorEmail: text,
    actorRole: text,
    sessionId: text,
    requestId: text,
    address: text,
    action: fc.string(),
    customer: text,
    phase: fc.constantFrom('intent', 'outcome'),
    intentSeq: fc.option(fc.nat()),
    outcome: text,
    detail: fc.json(),
    keyId: fc.string(),
  });

  it('tells any two rows apart, and the same row after another one', () => {
    fc.assert(
      fc.property(rows, rows, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(hashRow(key, one, GENESIS).equals(hashRow(key, other, GENESIS))).toBe(same);
        expect(hashRow(key, one, Buffer.alloc(32, 1)).equals(hashRow(key, one, GENESIS))).toBe(false);
      }),
    );
  });

  it('tells where one value ends and the next begins', () => {
    fc.assert(
      fc.property(rows, fc.string({ minLength: 1 }), (row, moved) => {
        const left = { ...row, actorEmail: `${row.actorEmail ?? ''}${moved}`, actorRole: 'x' };
        const right = { ...row, actorEmail: row.actorEmail ?? '', actorRole: `${moved}x` };
        expect(hashRow(key, left, GENESIS).equals(hashRow(key, right, GENESIS))).toBe(false);
      }),
    );
  });
});

describe('masks', () => {
  it.each([
    ['email', 'jane@example.com', 'j•••@example.com'],
    ['email', 'j@example.com', '•••@example.com'],
    ['email', 'no address', '•••'],
    ['phoneNumber', '+971501234567', '+97150•••4567'],
    ['phoneNumber', '+9715012', '+971•••2'],
    ['phoneNumber', '+971501', '•••'],
    ['phoneNumber', '12345', '•••'],
  ] as const)('of %s %s', (field, value, mask) => {
    expect(masked(key, field, value).masked).toBe(mask);
  });

  it('hide three characters at least, and more than a fifth of a number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[0-9]{4,17}$/), (phone) => {
        const shown = masked(key, 'phoneNumber', phone).masked.replaceAll('•', '').length;
        expect(phone.length - shown).toBeGreaterThanOrEqual(Math.max(3, phone.length * 0.2));
      }),
    );
  });

  it('recognise a known value, and only with the same key and for the same field', () => {
    const { hmac } = masked(key, 'email', 'jane@example.com');
    expect(fingerprint(key, 'email:jane@example.com')).toBe(hmac);
    expect(masked(key, 'phoneNumber', 'jane@example.com').hmac).not.toBe(hmac);
    expect(earlier && masked(earlier, 'email', 'jane@example.com').hmac).not.toBe(hmac);
  });
});

it("a customer is named by the vendor's uuid, and by nothing else that somebody typed", () => {
  const uuid = randomUUID();
  expect(customerRef(key, uuid.toUpperCase())).toBe(uuid);
  for (const typed of [`${uuid}0`, `0${uuid}`, 'jane@example.com', 'john@example.com']) {
    expect(customerRef(key, typed)).toBe(`hmac:${fingerprint(key, `customer:${typed}`)}`);
  }
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string({ minLength: 5 })), (typed) => {
      expect(customerRef(key, typed)).toMatch(/^hmac:[\w-]{43}$/);
      expect(customerRef(key, typed)).toBe(customerRef(key, typed));
    }),
  );
});

it('a customer is looked for by each key of the trail, and an opaque key as it is written', () => {
  const uuid = randomUUID();
  expect(customerRefs(ring, uuid.toUpperCase())).toEqual([uuid]);
  expect(customerRefs(ring, 'C-1')).toEqual(ring.all.map((one) => customerRef(one, 'C-1')));
});

it('a detail is read as its action has it, or is empty', () => {
  expect(parseDetail('customers.listed', 'outcome', '{"page":1,"perPage":50,"sortBy":"name","order":"asc"}')).toEqual({
    page: 1,
    perPage: 50,
    sortBy: 'name',
    order: 'asc',
  });
  expect(parseDetail('audit.read', 'outcome', '{"filters":["actor"],"more":1}')).toEqual({});
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.json()),
      fc.oneof(fc.string(), fc.constantFrom('audit.read', 'constructor')),
      (detail, action) => {
        expect(parseDetail(action, 'outcome', detail)).toBeTypeOf('object');
      },
    ),
  );
});

describe('checkpoints', () => {
  let directory: string;
  beforeAll(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), 'checkpoints-'));
  });
  afterAll(() => fs.rmSync(directory, { recursive: true }));

  const hash = Buffer.alloc(32, 7);
  const written = (file: string) => parseCheckpoints(fs.readFileSync(file, 'utf8'));

  it('are genuine as they were signed, and in no other way', () => {
    const good = signCheckpoint(key, { seq: 5, hash }, new Date());
    expect(isGenuine(ring, good)).toBe(true);
    for (const forged of [
      { ...good, seq: 6 },
      { ...good, hash: 'ab'.repeat(32) },
      { ...good, at: new Date(0).toISOString() },
      { ...good, signature: '' },
      { ...good, keyId: earlier?.id ?? '' },
    ]) {
      expect(isGenuine(ring, forged)).toBe(false);
    }
    const stranger = keyRing('a key of somebody else, 32 bytes or more').current;
    expect(isGenuine(ring, signCheckpoint(stranger, { seq: 5, hash }, new Date()))).toBeUndefined();
  });

  it('are read line by line, whatever else is in the file', () => {
    const good = JSON.stringify(signCheckpoint(key, { seq: 5, hash }, new Date()));
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (before, after) => {
        const found = parseCheckpoints([...before, good, ...after].join('\n')).filter((line) => line !== null);
        expect(found.map(({ seq }) => seq)).toEqual([5]);
      }),
    );
    for (const odd of [`x${'07'.repeat(32)}`, `${'07'.repeat(32)}0`, '07']) {
      expect(parseCheckpoints(JSON.stringify({ ...JSON.parse(good), hash: odd }))).toEqual([null]);
    }
    for (let cut = 1; cut < good.length; cut += 1) {
      expect(parseCheckpoints(`${good.slice(0, cut)}\n\n${good}\n`).map((line) => line?.seq)).toEqual([undefined, 5]);
    }
  });

  it('are written for the first event, for every thousandth after it, and at the end', async () => {
    const file = path.join(directory, 'regular');
    const checkpoints = createCheckpointer({ file, key });
    let seq = 10;
    for (const [lines, last] of [
      [1, 10],
      [2, 210],
      [3, 410],
    ] as const) {
      for (; seq < last; seq += 1) checkpoints.note({ seq, hash });
      // While the line before is being written, an event is noted and not written: it is told of again.
      await vi.waitFor(() => {
        checkpoints.note({ seq: last, hash });
        expect(fs.existsSync(file) ? written(file) : []).toHaveLength(lines);
      }, 10_000);
    }
    for (; seq <= 500; seq += 1) checkpoints.note({ seq, hash });
    await checkpoints.close();
    expect(written(file).map((line) => line?.seq)).toEqual([10, 210, 410, 500]);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  });

  it('stand in a signed note, too, which no later one of another process gives way to', async () => {
    const file = path.join(directory, 'noted');
    const noteKey = parseNoteKey(newNoteKey('desk.example/audit').signer) ?? undefined;
    for (const [seq, stands] of [
      [7, 7],
      [9, 9],
      [8, 9],
    ] as const) {
      const checkpoints = createCheckpointer({ file, key, noteKey });
      checkpoints.note({ seq, hash });
      await checkpoints.close();
      const note = fs.readFileSync(`${file}.note`, 'utf8');
      expect(note).toMatch(new RegExp(`^desk\\.example/audit\\n${stands}\\n`));
    }
    expect(fs.statSync(`${file}.note`).mode & 0o777).toBe(0o600);
  });

  it('are not written for events in between, and not without an event', async () => {
    const file = path.join(directory, 'between');
    await createCheckpointer({ file, key }).close();
    expect(fs.existsSync(file)).toBe(false);
    fs.writeFileSync(file, '{"seq":1,"hash":"0707');
    const checkpoints = createCheckpointer({ file, key });
    checkpoints.note({ seq: 600, hash });
    await vi.waitFor(() => expect(written(file)).toHaveLength(2), 10_000);
    checkpoints.note({ seq: 601, hash });
    checkpoints.note({ seq: 799, hash });
    await checkpoints.close();
    expect(written(file).map((line) => line?.seq)).toEqual([undefined, 600, 799]);
    // The torn line is ended once, and no empty line follows.
    expect(fs.readFileSync(file, 'utf8').split('\n')).toHaveLength(4);
  });

  it('are written a minute after the last one, when there was an event', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const file = path.join(directory, 'every-minute');
      const checkpoints = createCheckpointer({ file, key });
      checkpoints.note({ seq: 1, hash });
      await vi.waitFor(() => expect(written(file)).toHaveLength(1), 10_000);
      checkpoints.note({ seq: 2, hash });
      // The first line may still be on its way to the disk, and then the write of a minute is that one.
      await vi.waitFor(() => {
        vi.advanceTimersByTime(60_000);
        expect(written(file).map((line) => line?.seq)).toEqual([1, 2]);
      }, 10_000);
      checkpoints.note({ seq: 3, hash });
      vi.advanceTimersByTime(59_000);
      checkpoints.note({ seq: 4, hash });
      await checkpoints.close();
      expect(written(file).map((line) => line?.seq)).toEqual([1, 2, 4]);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('begin on a line of their own after a torn one, and are tried again after a failure', async () => {
    const file = path.join(directory, 'later', 'torn');
    const errors: unknown[] = [];
    let time = 0;
    const checkpoints = createCheckpointer({
      file,
      key,
      now: () => new Date(time),
      onError: (error) => errors.push(error),
    });
    checkpoints.note({ seq: 1, hash });
    await vi.waitFor(() => expect(errors).toHaveLength(1), 10_000);
    checkpoints.note({ seq: 2, hash });
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, '{"seq":1,"hash":"0707');
    time = 11_000;
    checkpoints.note({ seq: 3, hash });
    await checkpoints.close();
    expect(written(file).map((line) => line?.seq)).toEqual([undefined, 3]);
    // One complaint, not one for each event of a full disk.
    expect(errors).toHaveLength(1);
  });
});
