import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFront, type FrontState } from './front.ts';
import { PEOPLE } from './people.ts';
import { type ClientOptions, createProvider, signingKey } from './provider.ts';

// The program behind startIdentityProvider: a provider and, before it, what tampers with it. Ends with its parent.
process.on('disconnect', () => process.exit(0));

const options = JSON.parse(process.env.IDENTITY_PROVIDER ?? '{}') as ClientOptions;
const listen = (server: http.Server) =>
  new Promise<string>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });

const key = signingKey();
const state: FrontState = {
  issuer: '',
  inner: '',
  people: new Map(PEOPLE.map((person) => [person.sub, person])),
  secrets: { ...key, clientSecret: options.clientSecret },
  fault: null,
};
state.issuer = await listen(http.createServer(createFront(state)));
state.inner = await listen(http.createServer(createProvider(state.issuer, options, state.people, key)));
process.send?.(state.issuer);
