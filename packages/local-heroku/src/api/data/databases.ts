import { Router } from 'express';
import { findPlan } from '../../addons/plans.js';
import { databaseInfoOf } from '../../credentials/high-availability.js';
import { measureDatabase } from '../../logs/measure-database.js';
import type { Addon } from '../../state/account-state.js';
import { type ApiContext, requireAddon } from '../api-context.js';
import { notFound } from '../api-error.js';

const base = '/client/v11/databases/:database';
const megabyte = 1024 ** 2;

/** Data API: how a database is. */
export function databaseRoutes(context: ApiContext): Router {
  const { databases, delays } = context;
  const routes = Router();
  const requireMade = (name: string): Addon => {
    const addon = requireAddon(context, name);
    if (addon.state !== 'provisioned') throw notFound('database');
    return addon;
  };
  routes.get(`${base}/wait_status`, (request, response) => {
    const { isAvailable } = databaseInfoOf(requireAddon(context, request.params.database), delays);
    response.json({ 'waiting?': !isAvailable, message: isAvailable ? 'available' : 'preparing', 'error?': false });
  });
  routes.get(base, async (request, response) => {
    const addon = requireMade(request.params.database);
    const plan = findPlan(addon.plan);
    const { isAvailable, ha, forkFollow } = databaseInfoOf(addon, delays);
    const service = databases.serviceOf(addon);
    const figures = await measureDatabase(service, addon);
    const info = [
      { name: 'Plan', values: [plan.name.replace(/^./, (letter) => letter.toUpperCase()).replace('-', ' ')] },
      { name: 'Status', values: [isAvailable ? 'Available' : 'Preparing'] },
      ...(ha === undefined ? [] : [{ name: 'HA Status', values: [ha] }]),
      { name: 'Data Size', values: [`${(figures.dbSizeBytes / megabyte).toFixed(1)} MB`] },
      { name: 'Tables', values: [String(figures.tables)] },
      { name: 'PG Version', values: [figures.version] },
      { name: 'Connections', values: [`${figures.connections}/${plan.connectionLimit}`] },
      ...(plan.credentials ? [{ name: 'Credentials', values: [String(addon.credentials.length + 1)] }] : []),
      { name: 'Fork/Follow', values: [forkFollow] },
      { name: 'Created', values: [addon.createdAt] },
    ];
    response.json({
      addon_id: addon.id,
      name: addon.name,
      formation: { id: addon.server ?? 'shared', primary: addon.id },
      database_name: addon.database,
      database_user: addon.role,
      plan: plan.name,
      available_for_ingress: isAvailable,
      'waiting?': !isAvailable,
      num_tables: figures.tables,
      num_bytes: figures.dbSizeBytes,
      num_connections: figures.connections,
      postgres_version: figures.version,
      service_url: addon.name,
      resource_url: service.urlOf(addon),
      info,
    });
  });
  routes.get(`${base}/metrics`, async (request, response) => {
    const addon = requireMade(request.params.database);
    const { load, memoryKb } = await measureDatabase(databases.serviceOf(addon), addon);
    response.json([
      {
        at: new Date().toISOString(),
        load_avg_1m: load[0],
        load_avg_5m: load[1],
        load_avg_15m: load[2],
        memory_total: memoryKb.total,
        memory_free: memoryKb.free,
        memory_cached: memoryKb.cached,
        postgres_memory: memoryKb.postgres,
      },
    ]);
  });
  return routes;
}
