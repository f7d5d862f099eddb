import { Router } from 'express';
import { z } from 'zod';
import { countConnectionsSql } from '../../credentials/sql/statements.js';
import type { Addon, Credential } from '../../state/account-state.js';
import { type ApiContext, requireAddon } from '../api-context.js';
import { readBody } from '../read-body.js';

const base = '/postgres/v0/databases/:database';

/** Data API: the credentials of a database. */
export function credentialRoutes(context: ApiContext): Router {
  const { credentials, databases } = context;
  const routes = Router();

  const present = async (addon: Addon, credential: Pick<Credential, 'id' | 'name' | 'state' | 'logins'>) => {
    const { host } = new URL(databases.serviceOf(addon).superuserUrl);
    const [hostname, port] = host.split(':');
    const users = credential.logins.map(({ user }) => user);
    const counted = await databases
      .serviceOf(addon)
      .asSuperuser(addon, (client) =>
        client.query<{ user: string; connections: number }>(countConnectionsSql, [users]),
      );
    const connections = new Map(counted.rows.map((row) => [row.user, row.connections]));
    return {
      uuid: credential.id,
      name: credential.name,
      state: credential.state,
      database: addon.database,
      host: hostname,
      port: Number(port),
      credentials: credential.logins.map((login) => ({ ...login, connections: connections.get(login.user) ?? 0 })),
    };
  };
  const defaultOf = ({ id, role, password, state }: Addon) => ({
    id,
    name: 'default',
    state: state === 'provisioned' ? ('active' as const) : ('provisioning' as const),
    logins: [{ user: role, password, state: 'active' as const }],
  });

  routes.get(`${base}/credentials`, async (request, response) => {
    const addon = requireAddon(context, request.params.database);
    response.json(await Promise.all([defaultOf(addon), ...addon.credentials].map((each) => present(addon, each))));
  });
  routes.get(`${base}/credentials/:name`, async (request, response) => {
    const addon = requireAddon(context, request.params.database);
    const { name } = request.params;
    response.json(await present(addon, name === 'default' ? defaultOf(addon) : credentials.find(addon, name)));
  });
  routes.post(`${base}/credentials`, async (request, response) => {
    const { name } = readBody(request, { name: z.string() });
    await credentials.create(requireAddon(context, request.params.database), name);
    response.json({ message: `Credential ${name} is being created.` });
  });
  const rotation = { forced: z.boolean().optional() };
  routes.post(`${base}/credentials/:name/credentials_rotation`, async (request, response) => {
    const { forced = false } = readBody(request, rotation);
    await credentials.rotate(requireAddon(context, request.params.database), request.params.name, forced);
    response.json({ message: `Credential ${request.params.name} is being rotated.` });
  });
  routes.post(`${base}/credentials_rotation`, async (request, response) => {
    const { forced = false } = readBody(request, rotation);
    const addon = requireAddon(context, request.params.database);
    for (const { name } of [{ name: 'default' }, ...addon.credentials]) await credentials.rotate(addon, name, forced);
    response.json({ message: 'All credentials are being rotated.' });
  });
  routes.delete(`${base}/credentials/:name`, async (request, response) => {
    await credentials.destroy(requireAddon(context, request.params.database), request.params.name);
    response.json({ message: `Credential ${request.params.name} is being destroyed.` });
  });
  routes.post(`${base}/repair-default`, async (request, response) => {
    await credentials.repairDefault(requireAddon(context, request.params.database));
    response.json({ message: 'The default credential is repaired.' });
  });
  return routes;
}
