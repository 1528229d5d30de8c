import type { CDPSession, Page } from '@playwright/test';

/** Chromium's authenticator without a device. It answers every dialog at once, as its person would with a finger. */
export interface VirtualAuthenticator {
  /** Whether its person lets themselves be recognised. */
  setVerified(verified: boolean): Promise<void>;
  /** Takes the counter of every passkey back, as a copy has it. */
  turnBack(): Promise<void>;
  passkeys(): Promise<number>;
}

/** A device with a finger sensor, in this page's browser. */
export async function addAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const all = async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
  return {
    setVerified: async (isUserVerified) => {
      await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
    turnBack: async () => {
      for (const credential of await all()) {
        await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId: credential.credentialId });
        await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credential, signCount: 0 } });
      }
    },
    passkeys: async () => (await all()).length,
  };
}
