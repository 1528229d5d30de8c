import { request } from 'undici';

/** Somebody of the vendor's list, complete. */
export interface Person {
  uuid: string;
  name: string;
  surname: string;
  email: string;
  phone: string;
  number: string;
}

interface Row extends Record<string, unknown> {
  passports?: { passportNumber?: string }[];
  emiratesIds?: { emiratesIdNumber?: string }[];
}

const PAGES = 30;

/** People from all over the list, in no order: those who have all that can be searched. */
export async function readPeople(
  url: string,
  credentials: { clientUuid: string; clientSecret: string },
  customers: number,
): Promise<Person[]> {
  const people: Person[] = [];
  const last = Math.max(1, Math.floor(customers / 100));
  for (let turn = 0; turn < PAGES; turn += 1) {
    const { body } = await request(`${url}/customers/listWithDoc/clientAuth`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...credentials, page: 1 + Math.floor((turn * last) / PAGES), entriesPerPage: 100 }),
    });
    const { data } = (await body.json()) as { data: { data: Row[] } };
    people.push(...data.data.flatMap((row) => personOf(row) ?? []).slice(0, 40));
  }
  // Neighbours in the list are no neighbours here.
  return people.map((_, index) => people[(index * 37) % people.length]).filter((one) => one !== undefined);
}

function personOf({ passports, emiratesIds, phoneNumber: phone, ...row }: Row): Person | null {
  const number = passports?.[0]?.passportNumber ?? emiratesIds?.[0]?.emiratesIdNumber;
  const person = { uuid: row.uuid, name: row.name, surname: row.surname, email: row.email, phone, number };
  const complete = Object.values(person).every((value) => typeof value === 'string' && value.length > 1);
  return complete ? (person as Person) : null;
}
