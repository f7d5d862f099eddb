import type { Aspect } from '../../aspect.js';
import type { SourceFacts } from '../source-facts.js';
import { connection } from './connection.js';
import { connections } from './connections.js';
import { freshness } from './freshness.js';
import { helpers } from './helpers.js';
import { ioTiming } from './io-timing.js';
import { leastPrivilege } from './least-privilege.js';
import { metricRights } from './metric-rights.js';
import { metricsOff } from './metrics-off.js';
import { monitoringRights } from './monitoring-rights.js';
import { replication } from './replication.js';
import { serverVersion } from './server-version.js';
import { statements } from './statements.js';
import { storage } from './storage.js';
import { tls } from './tls.js';

/** Every aspect of a source, in the order that they are read. */
export const sourceAspects: readonly Aspect<SourceFacts>[] = [
  ...[connection, tls, serverVersion],
  ...[monitoringRights, metricRights, statements, helpers, leastPrivilege],
  ...[freshness, metricsOff, replication, ioTiming],
  ...[connections, storage],
];
