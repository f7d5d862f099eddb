import type { Pool } from '@pgwatch-heroku/shared';
import {
  expectedSchemaVersion,
  readOperations,
  readSchemaVersion,
  readSetup,
  readStoreState,
} from '@pgwatch-heroku/store';
import type { SetupStatus } from '../api/types.js';
import { nextThing } from './next-thing.js';
import { type Deployment, notices } from './notices.js';
import { operationNotices } from './operation-notices.js';
import { collectorStep, connectionStep, firstSampleStep, schemaStep, sourcesStep, storeStep } from './steps.js';
import { storageNotices } from './storage-notices.js';

/** How far the deployment has come, from what is in the store. */
export async function readSetupStatus(pool: Pool, deployment: Deployment): Promise<SetupStatus> {
  const versions = { expected: await expectedSchemaVersion(), actual: await readSchemaVersion(pool) };
  const facts = await readSetup(pool);
  const steps = [
    storeStep(deployment),
    schemaStep(versions),
    sourcesStep(facts),
    collectorStep(facts),
    connectionStep(facts),
    firstSampleStep(facts),
  ];
  const done = facts.sources.some(({ lastSampleAt }) => lastSampleAt !== null);
  const amber = [
    ...notices(deployment),
    ...operationNotices(await readOperations(pool)),
    ...storageNotices(await readStoreState(pool)),
  ];
  return { steps, done, notices: amber, next: nextThing(facts, done) };
}
