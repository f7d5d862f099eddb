import { Router } from 'express';
import { z } from 'zod';
import { findOtherPlan, newOtherAddon } from '../../addons/other-services.js';
import { parsePlan, plans } from '../../addons/plans.js';
import { attachmentUrl } from '../../credentials/attachment-url.js';
import type { Addon, OtherAddon } from '../../state/account-state.js';
import { type ApiContext, requireAddon, requireApp } from '../api-context.js';
import { ApiError, invalid, notFound } from '../api-error.js';
import { presentAddon, presentPlan } from '../present/addon.js';
import { presentOtherAddon } from '../present/other-addon.js';
import { readBody, reference } from '../read-body.js';

/** What the embedded PostgreSQL is; Heroku has older ones, too. */
const offeredVersion = '17';

const newAddon = {
  plan: z.string(),
  attachment: z.strictObject({ name: z.string().optional() }).optional(),
  config: z.record(z.string(), z.string()).optional(),
  confirm: z.string().optional(),
  name: z.string().optional(),
};

export function addonRoutes(context: ApiContext): Router {
  const { account, delays, databases } = context;
  const routes = Router();
  const requireOwn = (appName: string, addonName: string) => {
    const app = requireApp(context, appName);
    const attached = app.settings.attachments.find(({ name }) => name === addonName);
    const addon = attached ? account.findAddon(attached.addonId) : requireAddon(context, addonName);
    if (addon?.appId !== app.state.id) throw notFound('add-on', 'addon');
    return { app, addon };
  };
  const presentAll = (addons: readonly Addon[]) => addons.map((addon) => presentAddon(context, addon));

  const findOther = (nameOrId: string) =>
    account.state.otherAddons.find(({ id, name }) => id === nameOrId || name === nameOrId);
  const presentOthers = (addons: readonly OtherAddon[]) => addons.map((addon) => presentOtherAddon(context, addon));

  routes.get('/addons', (_request, response) => {
    response.json([...presentAll(account.state.addons), ...presentOthers(account.state.otherAddons)]);
  });
  routes.get('/addons/:addon', (request, response, next) => {
    const other = findOther(request.params.addon);
    if (other) response.json(presentOtherAddon(context, other));
    else next();
  });
  routes.get('/addons/:addon', (request, response) => {
    response.json(presentAddon(context, requireAddon(context, request.params.addon)));
  });
  routes.get('/apps/:app/addons', (request, response) => {
    const { addons, otherAddons } = requireApp(context, request.params.app).settings;
    response.json([...presentAll(addons), ...presentOthers(otherAddons)]);
  });
  routes.get('/apps/:app/addons/:addon', (request, response) => {
    response.json(presentAddon(context, requireOwn(request.params.app, request.params.addon).addon));
  });
  routes.post('/apps/:app/addons', async (request, response) => {
    const app = requireApp(context, request.params.app);
    const { plan, attachment, config, name } = readBody(request, newAddon, {
      ...newAddon,
      plan: reference,
      attachment: z.object({ name: z.string().optional() }).optional(),
    });
    const other = findOtherPlan(plan);
    if (other) {
      const made = newOtherAddon(other, app.state.id);
      account.state.otherAddons.push(made);
      app.release(`Attach ${other.service.toUpperCase()} (@ref:${made.name})`);
      await account.save();
      return void response.status(201).json(presentOtherAddon(context, made));
    }
    const version = config?.['version'];
    if (version !== undefined && version !== offeredVersion) {
      throw invalid(`PostgreSQL ${version} is not offered here, only ${offeredVersion}`);
    }
    if (name !== undefined && account.findAddon(name)) throw invalid(`Name ${name} is already taken`);
    const addon = app.settings.noteAddon(plan, attachment?.name, name);
    await app.save();
    void app.provisionLater(addon, delays.addonMs);
    response.status(201).json(presentAddon(context, addon));
  });
  routes.delete('/apps/:app/addons/:addon', async (request, response, next) => {
    const other = findOther(request.params.addon);
    if (!other) return next();
    account.state.otherAddons = account.state.otherAddons.filter(({ id }) => id !== other.id);
    account.findApp(other.appId)?.release(`Detach ${other.configVar.name} (@ref:${other.name})`);
    await account.save();
    response.json({ ...presentOtherAddon(context, other), state: 'deprovisioned' });
  });
  routes.delete('/apps/:app/addons/:addon', async (request, response) => {
    const { app, addon } = requireOwn(request.params.app, request.params.addon);
    const { force } = readBody(request, { force: z.boolean().optional() });
    const isShared = account.state.attachments.some((each) => each.addonId === addon.id && each.appId !== app.state.id);
    if (isShared && !force) {
      throw new ApiError(422, 'invalid_params', `${addon.name} is attached to other apps; destroying it needs force.`);
    }
    const body = { ...presentAddon(context, addon), state: 'deprovisioned' };
    await account.destroyAddon(addon);
    response.json(body);
  });
  // Not in the documented API, but what the command line looks a credential up with.
  routes.get(['/addons/:addon/config', '/addons/:addon/config/:namespace'], (request, response) => {
    const { addon: addonName = '', namespace } = request.params as Record<string, string>;
    const addon = requireAddon(context, addonName);
    if (addon.state !== 'provisioned') return void response.json([]);
    const value = attachmentUrl(databases.serviceOf(addon), addon, namespace ?? null);
    response.json(value === undefined ? [] : [{ name: 'DATABASE_URL', value }]);
  });
  routes.get(
    '/addon-services/heroku-postgresql/plans',
    (_request, response) => void response.json(plans.map(presentPlan)),
  );
  routes.get('/addon-services/heroku-postgresql/plans/:plan', (request, response) => {
    const parsed = parsePlan(request.params.plan.replace(/^(?!heroku-postgresql:)/, 'heroku-postgresql:'));
    if ('mistake' in parsed) throw notFound('plan');
    response.json(presentPlan(parsed.plan));
  });
  routes.post('/actions/addons/resolve', (request, response) => {
    const { addon, app } = readBody(request, {
      addon: z.string(),
      app: z.string().nullish(),
      addon_service: z.string().nullish(),
    });
    const attached = app ? requireApp(context, app).settings.attachments : account.state.attachments;
    const name = addon.replace(/_URL$/, '');
    const byName = attached.filter((each) => each.name === name).map(({ addonId }) => addonId);
    const found = account.state.addons.filter(
      (each) => each.id === addon || each.name === addon || byName.includes(each.id),
    );
    if (found.length === 0) throw notFound('add-on', 'addon');
    response.json(presentAll(found));
  });
  return routes;
}
