// What `serve`, `keys` and `demo` say, in English.
export const serveEn = {
  port: "port of the API and the viewer",
  host: "address to listen on; beyond this machine --keys is needed",
  keys: "file of API keys (peakfleet keys add); without it only this machine may ask",
  tlsCert: "certificate (PEM), for HTTPS",
  tlsKey: "its private key (PEM)",
  journal:
    "folder of the journal: orders and intents, safe before anybody is told (default: beside the fleet file; none = memory only)",
  mqttOrders: "take orders from the topic peakfleet/orders too, answered on peakfleet/order-answers",
  salvage: "set a damaged journal aside and go on with every order that can still be read from it",
  pemFile: "a file that can be read",
  keyFile: "a file of API keys with at least one",
  noKeys: "no keys",
  keysNeeded: "API keys, as other machines can reach this address",
  makeKey: (file: string) => `Make one: peakfleet keys add operator --role operate --keys ${file}`,
  bothPem: "both files",
  onlyOne: "only one of them",
  journalFree: "a journal that no other fleet side uses",
  journalLocked: "one that another process has open",
  journalWhole: "a journal without damage",
  leasedTo: (owner: string) => `one whose lease ${owner} holds`,
  endTheOther: "End the other process first, or name another folder with --journal",
  salvageHint: (folder: string) =>
    `Keep a copy of ${folder}. With --salvage it is set aside, and serve goes on with every order that can still be read`,
  salvaged: (orders: string, lost: string, aside: string) =>
    `Salvaged ${orders} open orders; ${lost} records could not be read. The damaged journal is kept at ${aside}. Compare with the systems that ordered; where a load may be under way, an alarm asks where it is`,
  streamDamaged: (stream: string) => `damage in "${stream}", which looking at robots cannot make good`,
  streamAdvice:
    "Put the newest backup of the folder back, or begin with another --journal and count what is there",
  journalAt: (folder: string) => `Journal: ${folder}`,
  memoryOnly: "No journal (--journal none): all orders are lost when this process ends",
  recovered: (orders: string) => `${orders} open orders from the journal go on`,
  api: (url: string) => `API: ${url}/openapi.json`,
  openAccess: "No API keys: whoever uses this machine may do everything. See peakfleet keys",
  keyed: (file: string) => `API keys: ${file}`,
  viewer: (url: string) => `Watch it at ${url}`,
  cannotListen: (host: string, port: number, why: string) =>
    `Cannot listen on ${host} port ${port}: ${why}. Name another with --port`,
  keysRead: (count: number) => `API keys read anew: ${count}`,
  keysOdd: (file: string) => `${file} cannot be read any more; the keys stay as they are`,
  waiting: (known: string, robots: string) =>
    `Nothing is released before every robot is known: ${known} of ${robots} are`,
  status: (done: string, open: string, failed: string, received: string) =>
    `${done} orders done, ${open} open, ${failed} failed; ${received} messages received`,
  moreAlarms: (count: string) => `… and ${count} more alarms`,
  alarmsOver: (over: string, left: string) => `${over} alarms are over, ${left} are left`,
  stopping: "Stopping: nothing more is released; robots keep what they have. Ctrl-C again ends at once",
  keysCommand: "API keys of `serve`: add, list, revoke",
  keysAdd: "make a key; it is shown once, only its hash is kept",
  keysList: "names and roles",
  keysRevoke: "take a key away; a running serve follows within seconds",
  keyName: "name of the key, for the audit log",
  keyNameForm: "1 to 64 of letters, digits and _ . @ -",
  keyRole: "what it may do: each role may what those before it may",
  keyFileOption: "file of the keys",
  keyTaken: (name: string) => `there is a key ${name} already; revoke it first, or choose another name`,
  keyUnknown: (name: string) => `there is no key ${name}`,
  keyMade: (name: string, role: string, file: string) =>
    `Key ${name} (${role}) is in ${file}. This is the only time that it is shown:`,
  keyGone: (name: string) => `Key ${name} is revoked`,
  demo: "everything in one command: broker, 30 virtual robots, a festival's orders, API and viewer, on this machine",
  demoFor: "end by itself after this time, e.g. 60s or 5m",
  demoNoOpen: "do not open a browser",
  demoRobots: "how many virtual robots",
  demoFleet: (robots: string, versions: string, quirks: string) =>
    `${robots} virtual robots of VDA 5050 ${versions}; ${quirks} of them behave otherwise than the standard says`,
  demoDemand: (from: string, peak: string) =>
    `Orders come as in a Double 11 night from ${from} on, 30 times as fast: ${peak} an hour at the peak, at this fleet's size`,
  demoOver: (done: string, accepted: string, failed: string, metres: string) =>
    `${accepted} orders came in, ${done} are done, ${failed} failed; robots drove ${metres} m`,
};
export type ServeText = typeof serveEn;
