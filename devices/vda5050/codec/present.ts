// Objects without the fields that are undefined, so that what was not said is not there.

type Present<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };

export function present<T extends object>(fields: T): Present<T> {
  if (isWhole(fields)) return fields as unknown as Present<T>;
  const kept: Record<string, unknown> = {};
  for (const key in fields) if (fields[key] !== undefined) kept[key] = fields[key];
  return kept as Present<T>;
}

function isWhole(fields: object): boolean {
  for (const key in fields)
    if ((fields as Readonly<Record<string, unknown>>)[key] === undefined) return false;
  return true;
}
