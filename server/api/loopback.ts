// Hosts that only this machine reaches.

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/i;

/** A host without port; an IPv6 address without brackets. */
export function isLoopback(host: string): boolean {
  return loopback.test(host);
}
/** What the Host header of a request says: with a port or none, IPv6 in brackets. */
export function isLoopbackHeader(header: string): boolean {
  const [, bracketed, plain] = /^(?:\[(.*)\]|([^:[\]]*))(?::\d+)?$/.exec(header) ?? [];
  return isLoopback(bracketed ?? plain ?? "");
}
