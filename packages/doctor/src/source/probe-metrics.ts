import { extensionSchemaSql, helperCallSql, type Metric, placeNames, selectSql } from '@pgwatch-heroku/metrics';
import { type Client, codeOf, messageOf } from '@pgwatch-heroku/shared';
import { availableExtensionsSql, backSql, beginLookSql, describeSql, endLookSql } from '../sql/metric-access.js';
import type { MetricAccess, MissingMetric, Server } from './source-facts.js';

type Missing = Omit<MissingMetric, 'metric'>;

/** What the server says when a name or a right is missing, and what of it is a right. */
const rightCodes = ['42501'];
const nameCodes = ['42P01', '42883', '42703', '55000', '3F000'];

/**
 * Which of the metrics this server gives to this role: has it check every query without running it. Nothing of them
 * stays, whatever they would do.
 */
export async function probeMetrics(client: Client, server: Server, metrics: readonly Metric[]): Promise<MetricAccess> {
  const role = server.isInRecovery ? 'standby' : 'primary';
  const asked = metrics.filter(
    ({ appliesTo, versions }) => versions.length > 0 && (appliesTo === 'any' || appliesTo === role),
  );
  const names = [...new Set(asked.flatMap(({ requiresExtension }) => requiresExtension ?? []))];
  const { rows } = await client.query<{ name: string; isInstalled: boolean }>(availableExtensionsSql, [names]);
  const offered = new Map(rows.map(({ name, isInstalled }) => [name, isInstalled]));
  const missing: MissingMetric[] = [];
  await client.query(beginLookSql);
  try {
    for (const metric of asked) {
      const name = metric.requiresExtension;
      const lacks =
        name !== undefined && offered.get(name) !== true
          ? lacksExtension(name, offered.has(name))
          : await lookAt(client, server.versionNum, metric);
      if (lacks) missing.push({ metric: metric.name, ...lacks });
    }
  } finally {
    await client.query(endLookSql).catch(() => undefined); // the connection ends anyway
  }
  return { asked: asked.length, missing };
}

const lacksExtension = (name: string, isOffered: boolean): Missing => ({
  reason: `the extension ${name} is not installed${isOffered ? '' : ', and this server does not have it'}`,
  hint: null,
  kind: 'extension',
  extension: { name, isOffered },
});

async function lookAt(client: Client, versionNum: number, metric: Metric): Promise<Missing | undefined> {
  const template = selectSql(metric, versionNum);
  // What is left out for this version on purpose is empty.
  if (template === '') return undefined;
  const major = Math.trunc(versionNum / 10_000);
  if (template === undefined) return { reason: `not there on PostgreSQL ${major}`, hint: null, kind: 'other' };
  try {
    const place = await placeIn(client, metric, template);
    if (metric.availability !== undefined) {
      const [reason, hint] = (await ask(client, place(metric.availability))).rows[0] ?? [];
      if (reason) return { reason, hint: hint ?? null, kind: /\bmay not\b/.test(reason) ? 'right' : 'other' };
    }
    await ask(client, describeSql(place(template)));
    return undefined;
  } catch (error) {
    const code = codeOf(error) ?? '';
    if (code !== '55P03' && !rightCodes.includes(code) && !nameCodes.includes(code)) {
      // Not an answer about this metric: the connection is in trouble, or out of time.
      if (!/^[0-9A-Z]{5}$/.test(code) || code.startsWith('57')) throw error;
    }
    await client.query(backSql);
    // A lock that somebody holds for a moment says nothing about rights.
    if (code === '55P03') return undefined;
    return { reason: messageOf(error), hint: null, kind: rightCodes.includes(code) ? 'right' : 'other' };
  }
}

async function placeIn(client: Client, metric: Metric, template: string) {
  const { requiresExtension: name, availability = '' } = metric;
  const schema = name ? (await ask(client, extensionSchemaSql, [name])).rows[0]?.[0] : undefined;
  const extension = name && schema ? { name, schema } : undefined;
  const findCall = async (helper: string) => (await ask(client, helperCallSql, [helper])).rows[0]?.[0];
  return placeNames(findCall, [template, availability], extension);
}

/** One statement: the extended protocol takes no second one. */
async function ask(client: Client, text: string, values: unknown[] = []) {
  const query = { text, values, rowMode: 'array' as const, queryMode: 'extended' };
  return (await client.query(query as never)) as unknown as { rows: (string | null)[][] };
}
