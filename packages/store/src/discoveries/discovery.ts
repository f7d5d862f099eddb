import type { EditableSettings } from '../sources/source-settings.js';

/** A server whose databases are looked for again and again. */
export interface Discovery {
  id: number;
  /** What the names of its sources begin with. */
  name: string;
  /** As SourceAccess.seal() made it, for discoveryKey(). */
  sealedUrl: string;
  /** Regular expressions of PostgreSQL's; null for all, and for none. */
  include: string | null;
  exclude: string | null;
  /** What its sources begin with. */
  settings: Partial<EditableSettings>;
}

/** What the URL of a discovery is sealed for: no source can have this name, so that none can be given its URL. */
export const discoveryKey = (name: string): string => `discovery:${name}`;

export const discoveryColumns = `id, name, sealed_url AS "sealedUrl", include, exclude, settings`;
