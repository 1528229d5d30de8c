import { type AuthProvider, type DataProvider, fetchUtils, HttpError } from 'react-admin';

const SIGNED_IN = 'signed-in';

/** As the manual of react-admin has it: the session is a cookie, a mark in the browser's storage says that there is one. */
export const authProvider: AuthProvider = {
  login: async ({ password }: { password: string }) => {
    await fetchUtils.fetchJson('/api/login', { method: 'POST', body: JSON.stringify({ password }) });
    localStorage.setItem(SIGNED_IN, 'yes');
  },
  logout: async () => localStorage.removeItem(SIGNED_IN),
  checkAuth: async () => {
    if (localStorage.getItem(SIGNED_IN) === null) throw new Error('signed out');
  },
  checkError: async (error: unknown) => {
    if (error instanceof HttpError && error.status === 401) {
      localStorage.removeItem(SIGNED_IN);
      throw error;
    }
  },
  getPermissions: async () => undefined,
};

/** Sentinel's own fields; react-admin wants an `id`. */
const withId = (record: { uuid: string }) => ({ ...record, id: record.uuid });
const unused = () => Promise.reject(new Error('not offered here'));
const path = (id: unknown) => `/api/customers/${encodeURIComponent(String(id))}`;

export const dataProvider = {
  getList: async (_resource, { pagination, sort, signal }) => {
    const { page = 1, perPage = 50 } = pagination ?? {};
    const { field = 'updatedAt', order = 'DESC' } = sort ?? {};
    const query = new URLSearchParams({
      page: String(page),
      perPage: String(perPage),
      sort: field,
      order: order.toLowerCase(),
    });
    const { json } = await fetchUtils.fetchJson(`/api/customers?${query}`, { signal });
    return { data: json.data.map(withId), total: json.total };
  },
  getOne: async (_resource, { id, signal }) => {
    const { json } = await fetchUtils.fetchJson(path(id), { signal });
    return { data: withId(json) };
  },
  update: async (_resource, { id, data }) => {
    const { email, phoneNumber } = data;
    const body = JSON.stringify({ email, phoneNumber });
    const { json } = await fetchUtils.fetchJson(path(id), { method: 'PUT', body });
    return { data: { ...data, ...withId(json) } };
  },
  getMany: unused,
  getManyReference: unused,
  create: unused,
  updateMany: unused,
  delete: unused,
  deleteMany: unused,
} as DataProvider;
