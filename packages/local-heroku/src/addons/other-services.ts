import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { OtherAddon } from '../state/account-state.js';

interface OtherService {
  humanName: string;
  /** The one config var that the service gives; its value means nothing here. */
  configVar: string;
  plans: Readonly<Record<string, { monthlyDollars: number }>>;
}

/**
 * Services besides Heroku Postgres that an app of ours may be told to add: those that keep logs. Here they give their
 * config var and do nothing; their attachments are not listed.
 */
const services: Readonly<Record<string, OtherService>> = {
  papertrail: {
    humanName: 'Papertrail',
    configVar: 'PAPERTRAIL_API_TOKEN',
    plans: { choklad: { monthlyDollars: 0 }, fixa: { monthlyDollars: 8 } },
  },
  logtail: { humanName: 'Logtail', configVar: 'LOGTAIL_SOURCE_TOKEN', plans: { free: { monthlyDollars: 0 } } },
};

export interface OtherPlan {
  service: string;
  humanName: string;
  configVar: string;
  /** `papertrail:choklad` */
  plan: string;
  monthlyDollars: number;
}

/** Reads `papertrail:choklad`; undefined for anything that is not offered. */
export function findOtherPlan(text: string): OtherPlan | undefined {
  const [name = '', wanted] = text.split(':');
  const service = services[name];
  const plan = wanted ?? Object.keys(service?.plans ?? {})[0] ?? '';
  const price = service?.plans[plan];
  if (!service || !price) return undefined;
  const { humanName, configVar } = service;
  return { service: name, humanName, configVar, plan: `${name}:${plan}`, ...price };
}

/** An add-on that is there at once, with its token. */
export function newOtherAddon({ service, plan, configVar }: OtherPlan, appId: string): OtherAddon {
  return {
    id: randomUUID(),
    name: `${service}-${randomBytes(3).toString('hex')}-${randomInt(10_000, 100_000)}`,
    plan,
    createdAt: new Date().toISOString(),
    appId,
    configVar: { name: configVar, value: randomBytes(10).toString('hex') },
  };
}
