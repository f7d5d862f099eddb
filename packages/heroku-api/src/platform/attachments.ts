import { z } from 'zod';
import type { Http } from '../http/call.js';
import { path } from '../http/path.js';
import { named } from './named.js';

const attachmentSchema = z.object({
  id: z.string(),
  /** NAME of the config var NAME_URL. */
  name: z.string(),
  /** `credential:pgwatch2`, `connection-pooling:default`, or null for the default credential. */
  namespace: z.string().nullish().default(null),
  app: named,
  addon: z.object({ id: z.string(), name: z.string(), app: named }),
});
export type AddonAttachment = z.infer<typeof attachmentSchema>;

export interface AttachmentRequest {
  addon: string;
  app: string;
  name: string;
  /** The default one when it is left out. */
  credential?: string | undefined;
  /** Name of the app again: replaces an attachment that already has this name. */
  confirm?: string | undefined;
}

/** Attachments of add-ons. Making or deleting one is a release of the app and restarts all its dynos. */
export function attachmentOperations(http: Http) {
  return {
    /** All that the account may see, over all its apps. */
    list: (): Promise<AddonAttachment[]> =>
      http.list({ path: '/addon-attachments', schema: attachmentSchema, what: 'list the attachments of the account' }),
    listOfApp: (app: string): Promise<AddonAttachment[]> =>
      http.list({
        path: path`/apps/${app}/addon-attachments`,
        schema: attachmentSchema,
        what: `list the attachments of app ${app}`,
      }),
    listOfAddon: (addon: string): Promise<AddonAttachment[]> =>
      http.list({
        path: path`/addons/${addon}/addon-attachments`,
        schema: attachmentSchema,
        what: `list the attachments of add-on ${addon}`,
      }),
    create: ({ addon, app, name, credential, confirm }: AttachmentRequest): Promise<AddonAttachment> =>
      http.send({
        method: 'POST',
        path: '/addon-attachments',
        body: {
          addon,
          app,
          name,
          confirm,
          ...(credential === undefined ? {} : { namespace: `credential:${credential}` }),
        },
        schema: attachmentSchema,
        what: `attach ${credential === undefined ? '' : `credential ${credential} of `}${addon} to app ${app} as ${name}`,
      }),
    delete: (attachmentId: string): Promise<void> =>
      http.delete({ path: path`/addon-attachments/${attachmentId}`, what: `detach ${attachmentId}` }),
  };
}
