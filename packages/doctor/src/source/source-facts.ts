import type { SourceHealth } from '@pgwatch-heroku/store';

export interface Connection {
  /** SHA-256 of the certificate that the server showed; null where the connection has none. */
  tlsFingerprint: string | null;
  durationMs: number;
}

export interface Server {
  /** 170010 */
  versionNum: number;
  version: string;
  isInRecovery: boolean;
  database: string;
  user: string;
  /** `TLSv1.3` */
  tlsVersion: string | null;
}

export interface Role {
  role: string;
  isSuperuser: boolean;
  /** Has the rights of the database's owner. */
  isOwner: boolean;
  owner: string;
  canMonitor: boolean;
  /** The owner has pg_monitor: on Heroku it can then give it to others. */
  ownerMonitors: boolean;
  seesAllStatistics: boolean;
  /** CREATEROLE and the like. */
  attributes: string[];
  /** Predefined roles that monitoring needs none of. */
  memberships: string[];
  writableTables: number;
}

export interface Statements {
  /** Of the extension; null where it is not installed. */
  version: string | null;
  schema: string | null;
  /** Which one the server has; null for none. */
  available: string | null;
  /** Libraries; null where the role may not see the setting. */
  preloaded: string | null;
  /** `top`, `all`, `none`; null where the library is not loaded. */
  track: string | null;
  max: number | null;
  /** SQLSTATE and message of reading it; null when it can be read. */
  refusal: { code: string; message: string } | null;
}

export interface HelperFunction {
  name: string;
  /** SECURITY DEFINER */
  isDefiner: boolean;
  /** `search_path=pg_catalog, pg_temp`; null where it is the caller's. */
  searchPath: string | null;
  owner: string;
  belongsToOwner: boolean;
  mayCall: boolean;
  /** Everybody may call it. */
  isPublic: boolean;
}

export interface Connections {
  serverLimit: number;
  serverUsed: number;
  databaseLimit: number | null;
  databaseUsed: number;
  roleLimit: number | null;
  roleUsed: number;
}

export interface Size {
  sizeBytes: number;
  /** Limits of connections, by which Heroku's plans can be told. */
  limits: number[];
}

export interface Replication {
  isInRecovery: boolean;
  lagSeconds: number | null;
  isPaused: boolean | null;
  followers: number;
  /** Of them those that the role sees nothing of. */
  hiddenFollowers: number;
  followerLagSeconds: number | null;
  inactiveSlots: { name: string; heldBytes: number | null }[];
}

export interface IoTiming {
  isOn: boolean;
  ownerMaySet: boolean;
  database: string;
  owner: string;
}

/** A metric that is asked of the source and that this server does not give to this role. */
export interface MissingMetric {
  metric: string;
  reason: string;
  hint: string | null;
  kind: 'right' | 'extension' | 'other';
  /** The extension that is missing, and whether the server has it to offer. */
  extension?: { name: string; isOffered: boolean };
}

export interface MetricAccess {
  asked: number;
  missing: MissingMetric[];
}

/** All that the aspects of a source look at. What is not `stored` comes from one connection to it. */
export interface SourceFacts {
  stored: SourceHealth;
  connection: Connection;
  server: Server;
  role: Role;
  statements: Statements;
  helpers: HelperFunction[];
  connections: Connections;
  size: Size;
  replication: Replication;
  ioTiming: IoTiming;
  metricAccess: MetricAccess;
}

export type LiveFact = Exclude<keyof SourceFacts, 'stored'>;
