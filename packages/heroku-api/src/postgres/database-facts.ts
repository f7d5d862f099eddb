import { readSizeBytes } from './size.js';

/** What `heroku pg:info` shows, read. Undefined is what this plan does not show. */
export interface DatabaseFacts {
  /** `Standard 0` */
  plan: string | undefined;
  /** `Available` */
  status: string | undefined;
  pgVersion: string | undefined;
  /** `Available`, `Temporarily Unavailable`. */
  haStatus: string | undefined;
  /** `Available`, `Temporarily Unavailable`, `Unsupported`. */
  forkFollow: string | undefined;
  connections: { used: number; limit: number } | undefined;
  storage: { usedBytes: number; limitBytes: number | undefined } | undefined;
}

export interface InfoEntry {
  name: string;
  values: string[];
}

/** Reads the entries of GET /client/v11/databases/:id, whose values are text for people. */
export function readDatabaseFacts(info: InfoEntry[]): DatabaseFacts {
  const values = new Map(info.map(({ name, values }) => [name.toLowerCase(), values[0]?.trim()]));
  return {
    plan: values.get('plan'),
    status: values.get('status'),
    pgVersion: values.get('pg version'),
    haStatus: values.get('ha status'),
    forkFollow: values.get('fork/follow'),
    connections: readConnections(values.get('connections')),
    storage: readStorage(values.get('data size')),
  };
}

/** `6/20` */
function readConnections(text: string | undefined): DatabaseFacts['connections'] {
  const match = /^(\d+)\s*\/\s*(\d+)/.exec(text ?? '');
  return match ? { used: Number(match[1]), limit: Number(match[2]) } : undefined;
}

/** `9.2 MB / 1 GB`, `7.9 MB / 64.00 GB (0.01%) (In compliance)`, or without a limit `9.2 MB`. */
function readStorage(text: string | undefined): DatabaseFacts['storage'] {
  const [used, limit] = (text ?? '').split('/');
  const usedBytes = readSizeBytes(used ?? '');
  return usedBytes === undefined ? undefined : { usedBytes, limitBytes: readSizeBytes(limit ?? '') };
}
