import { type Request, Router } from 'express';
import { z } from 'zod';
import { credentialOf } from '../../credentials/attachment-url.js';
import { defaultAttachmentName } from '../../platform/attachment-name.js';
import type { Attachment } from '../../state/account-state.js';
import { type ApiContext, requireAddon, requireApp } from '../api-context.js';
import { ApiError, invalid, notFound } from '../api-error.js';
import { presentAttachment } from '../present/addon.js';
import { readBody, reference } from '../read-body.js';

const newAttachment = {
  addon: z.string(),
  app: z.string(),
  name: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, 'must be capitals, digits and underscores')
    .optional(),
  namespace: z.string().nullish(),
  namespace_config: z.record(z.string(), z.unknown()).optional(),
  confirm: z.string().optional(),
};

export function attachmentRoutes(context: ApiContext): Router {
  const { account } = context;
  const routes = Router();
  const presentAll = (list: readonly Attachment[]) => list.map((each) => presentAttachment(context, each));
  const requireAttachment = (list: readonly Attachment[], nameOrId: string) => {
    const found = list.find(({ id, name }) => id === nameOrId || name === nameOrId);
    if (!found) throw notFound('attachment');
    return found;
  };

  routes.get('/addon-attachments', (_request, response) => void response.json(presentAll(account.state.attachments)));
  routes.get('/addon-attachments/:attachment', (request, response) => {
    response.json(presentAttachment(context, requireAttachment(account.state.attachments, request.params.attachment)));
  });
  routes.get('/addons/:addon/addon-attachments', (request, response) => {
    const addon = requireAddon(context, request.params.addon);
    response.json(presentAll(account.state.attachments.filter(({ addonId }) => addonId === addon.id)));
  });
  routes.get('/apps/:app/addon-attachments', (request, response) => {
    response.json(presentAll(requireApp(context, request.params.app).settings.attachments));
  });
  routes.get('/apps/:app/addon-attachments/:attachment', (request, response) => {
    const { attachments } = requireApp(context, request.params.app).settings;
    response.json(presentAttachment(context, requireAttachment(attachments, request.params.attachment)));
  });
  routes.post('/addon-attachments', async (request, response) => {
    const body = readBody(request, newAttachment, { ...newAttachment, addon: reference, app: reference });
    const addon = requireAddon(context, body.addon);
    const app = requireApp(context, body.app);
    const namespace = body.namespace ?? null;
    const credential = credentialOf(namespace);
    if (namespace !== null && credential === undefined) throw invalid(`Namespace ${namespace} is not supported here`);
    if (addon.state !== 'provisioned') throw invalid(`${addon.name} is still being provisioned`);
    if (credential !== undefined && addon.credentials.find(({ name }) => name === credential)?.state !== 'active') {
      throw invalid(`Couldn't find an active credential ${credential} of ${addon.name}`);
    }
    const { attachments } = app.settings;
    const name = body.name ?? defaultAttachmentName(new Set(attachments.map((each) => each.name)));
    const taken = attachments.find((each) => each.name === name);
    if (taken && taken.addonId === addon.id && taken.namespace === namespace) {
      throw invalid(`${addon.name} is attached as ${name} already`);
    }
    if (taken && body.confirm !== app.state.name) {
      const holder = account.findAddon(taken.addonId)?.name;
      throw new ApiError(
        423,
        'confirmation_required',
        `${name} is the attachment of ${holder}, which it would replace.`,
      );
    }
    if (taken) {
      // Two releases, as on Heroku: pg:promote looks for both, and only the second has to go well. The release phase of
      // the first finds no variable there; here it may find the new one already.
      account.forgetAttachment(taken);
      app.release(`Detach ${name} (@ref:${account.findAddon(taken.addonId)?.name})`);
    }
    const attachment = app.settings.attach(addon, name, namespace);
    app.release(`Attach ${name} (@ref:${addon.name})`);
    await account.save();
    response.status(201).json(presentAttachment(context, attachment));
  });
  routes.delete('/addon-attachments/:attachment', async (request: Request<{ attachment: string }>, response) => {
    const attachment = requireAttachment(account.state.attachments, request.params.attachment);
    const addon = requireAddon(context, attachment.addonId);
    const others = account.state.attachments.filter((each) => each.addonId === addon.id && each !== attachment);
    // Else nobody would know what is paid for.
    if (!others.some(({ appId }) => appId === addon.appId)) {
      throw invalid(`${attachment.name} is the last attachment of ${addon.name} to the app that owns it`);
    }
    const body = presentAttachment(context, attachment);
    account.forgetAttachment(attachment);
    account.findApp(attachment.appId)?.release(`Detach ${attachment.name} (@ref:${addon.name})`);
    await account.save();
    response.json(body);
  });
  routes.post('/actions/addon-attachments/resolve', (request, response) => {
    const { addon_attachment: wanted, app } = readBody(request, {
      addon_attachment: z.string(),
      app: z.string().nullish(),
      addon_service: z.string().nullish(),
    });
    const list = app ? requireApp(context, app).settings.attachments : account.state.attachments;
    const name = wanted.replace(/^.*::/, '').replace(/_URL$/, '');
    const addon = account.findAddon(wanted);
    const found = list.filter((each) => each.name === name || each.id === wanted || each.addonId === addon?.id);
    if (found.length === 0) throw notFound('attachment');
    response.json(presentAll(found));
  });
  return routes;
}
