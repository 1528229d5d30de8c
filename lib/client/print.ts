import type { PrintCustomerBody, Printed, PrintPageBody } from '../contracts/print';
import { printApi } from '../print-routes';
import { json, requestJson } from './request';

/** Records that a customer's page is printed. `keepalive`: a browser that prints may leave the page at once. */
export async function printCustomer(uuid: string, body: PrintCustomerBody): Promise<Printed> {
  return await requestJson<Printed>(printApi.customer(uuid), { ...json('POST', body), keepalive: true });
}

/** The same for any other page. */
export async function printPage(body: PrintPageBody): Promise<Printed> {
  return await requestJson<Printed>(printApi.page(), { ...json('POST', body), keepalive: true });
}
