/** The pages of this browser that wait for a sign-in in another window. */
const CHANNEL = 'desk-signed-in';

export function tellSignedIn(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(null);
  channel.close();
}

/** @returns stops listening */
export function onSignedInElsewhere(tell: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = tell;
  return () => channel.close();
}
