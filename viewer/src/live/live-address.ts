// Which running fleet the page's address names. Keys and passwords are never part of an address.

export type LiveAddress =
  | { readonly kind: "server"; readonly url: string }
  /** Interface names: what stands before `/v2/…` in topics. */
  | { readonly kind: "broker"; readonly url: string; readonly interfaces: readonly string[] };

/** What robots use unless told otherwise: `uagv` up to 2.1, `vda5050` from 3.0 on. */
export const interfacesDefault = ["uagv", "vda5050"] as const;
const interfacesMax = 8;

/** Null: the address names none, and the page simulates. `?live` without a value is the page's own server. */
export function readLiveAddress(query: string, origin: string): LiveAddress | null {
  const params = new URLSearchParams(query);
  const broker = params.get("broker");
  if (broker !== null) {
    const url = plainUrl(broker, ["ws:", "wss:"]);
    const named = params.getAll("interface").filter(isInterface).slice(0, interfacesMax);
    return url === null
      ? null
      : { kind: "broker", url, interfaces: named.length > 0 ? named : interfacesDefault };
  }
  const live = params.get("live");
  if (live === null) return null;
  const url = plainUrl(live === "" ? origin : live, ["http:", "https:"]);
  return url === null ? null : { kind: "server", url: url.replace(/\/+$/, "") };
}

/** As the query of a page that comes from `origin`. */
export function writeLiveAddress(address: LiveAddress, origin: string): URLSearchParams {
  const params = new URLSearchParams();
  if (address.kind === "server") params.set("live", address.url === origin ? "" : address.url);
  else {
    params.set("broker", address.url);
    if (address.interfaces.join() !== interfacesDefault.join())
      for (const name of address.interfaces) params.append("interface", name);
  }
  return params;
}

/** What somebody typed: `host:8420`, `https://…`, `ws://…`; null: no address. */
export function typedAddress(
  typed: string,
  kind: LiveAddress["kind"],
  interfaces: string,
): LiveAddress | null {
  const text = typed.trim();
  const full = /^[a-z]+:\/\//i.test(text) ? text : `${kind === "server" ? "http" : "ws"}://${text}`;
  if (kind === "server") {
    const url = plainUrl(full, ["http:", "https:"]);
    return url === null ? null : { kind, url: url.replace(/\/+$/, "") };
  }
  const url = plainUrl(full, ["ws:", "wss:"]);
  const named = interfaces
    .split(/[\s,，]+/)
    .filter(isInterface)
    .slice(0, interfacesMax);
  return url === null ? null : { kind, url, interfaces: named.length > 0 ? named : interfacesDefault };
}

/** Without user, password, query and fragment: whatever is secret in an address does not stay there. */
function plainUrl(text: string, protocols: readonly string[]): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (!protocols.includes(url.protocol) || url.hostname === "") return null;
  url.username = url.password = url.search = url.hash = "";
  return url.pathname === "/" ? url.href.slice(0, -1) : url.href;
}
function isInterface(name: string): boolean {
  return /^[^+#\0]{1,100}$/.test(name) && !name.startsWith("/") && !name.endsWith("/");
}
