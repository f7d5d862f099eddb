import type { Aspect } from '../../aspect.js';
import type { DeploymentFacts } from '../deployment-facts.js';
import { apiKey } from './api-key.js';
import { attachedDatabases } from './attached-databases.js';
import { credentials } from './credentials.js';
import { diskBudget } from './disk-budget.js';
import { dynoMetadata } from './dyno-metadata.js';
import { dynos } from './dynos.js';
import { grafana } from './grafana.js';
import { grafanaRole } from './grafana-role.js';
import { leases } from './leases.js';
import { retention } from './retention.js';
import { schema } from './schema.js';
import { secrets } from './secrets.js';
import { store } from './store.js';

/** Every aspect of the deployment, in the order that they are read. */
export const deploymentAspects: readonly Aspect<DeploymentFacts>[] = [
  ...[store, schema, diskBudget, retention],
  ...[dynos, leases],
  ...[grafana, grafanaRole],
  ...[credentials, secrets, apiKey, dynoMetadata, attachedDatabases],
];
