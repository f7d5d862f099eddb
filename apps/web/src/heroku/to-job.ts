import {
  addMonitoredDatabase,
  hardenInOneOff,
  monitoredAttachment,
  removeDemo,
  removeEverything,
  removeMonitored,
  unsetKey,
} from '@pgwatch-heroku/provisioning';
import type { Job } from './heroku-jobs.js';

/** What somebody asks for on a page. */
export type Wish =
  | { kind: 'add-monitored'; addon: string; name: string }
  | { kind: 'remove-monitored'; name: string }
  | { kind: 'remove-demo' }
  | { kind: 'remove-everything'; confirm: string; leave?: string[] | undefined }
  | { kind: 'harden' }
  | { kind: 'unset-key' };

/** @throws AppError `configuration` for a name that cannot be one. */
export function toJob(wish: Wish): Job {
  const { kind } = wish;
  if (kind === 'add-monitored') {
    const { addon, name } = wish;
    const subject = `${monitoredAttachment(name)}_URL`;
    const work: Job['work'] = (tools) => addMonitoredDatabase({ ...tools, addon, name });
    return { kind, subject, params: { addon, name }, endsAs: 'attached', work };
  }
  if (kind === 'remove-monitored') {
    const attachment = monitoredAttachment(wish.name);
    const work: Job['work'] = (tools) =>
      removeMonitored({ ...tools, app: tools.own.name, appId: tools.own.id, attachment });
    return { kind, subject: `${attachment}_URL`, params: { name: wish.name }, endsAs: 'done', work };
  }
  const common = { subject: '', params: {}, endsAs: 'done' } as const;
  if (kind === 'remove-demo') {
    return { kind, ...common, work: ({ client, own, onStep }) => removeDemo({ client, app: own.name, onStep }) };
  }
  if (kind === 'unset-key') {
    return { kind, ...common, work: ({ client, own, onStep }) => unsetKey({ client, app: own.name, onStep }) };
  }
  if (kind === 'harden') {
    const work: Job['work'] = ({ client, own, typedKey, onStep }) =>
      hardenInOneOff({ client, app: own.name, apiKey: typedKey, onStep });
    return { kind, ...common, endsAs: 'handed-over', work };
  }
  const { confirm, leave } = wish;
  return {
    kind,
    ...common,
    work: (tools) => removeEverything({ ...tools, app: tools.own.name, appId: tools.own.id, confirm, leave }),
  };
}
