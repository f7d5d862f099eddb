import { AppError } from '@pgwatch-heroku/shared';
import { nearest } from '../manifest/nearest.js';

const gigabyte = 1024 ** 3;

/** What a plan of heroku-postgresql allows, as far as a database on this machine can allow or forbid it. */
export interface Plan {
  name: string;
  tier: 'essential' | 'standard' | 'premium' | 'private' | 'shield';
  /** Shown where somebody asks what something costs; nothing is charged here. */
  monthlyDollars: number;
  connectionLimit: number;
  storageBytes: number;
  /** pg_monitor and its like WITH ADMIN OPTION, pg_signal_backend. Essential databases share a server, hence not. */
  monitors: boolean;
  /** More roles than the owner, made through the Data API; such a database has a server of its own. */
  credentials: boolean;
  /** A standby takes over, and is there some time after the database is. */
  highlyAvailable: boolean;
}

const plan = (name: string, connectionLimit: number, storageGigabytes: number, monthlyDollars: number): Plan => {
  const tier = name.split('-')[0] as Plan['tier'];
  const production = tier !== 'essential';
  return {
    name,
    tier,
    monthlyDollars,
    connectionLimit,
    storageBytes: storageGigabytes * gigabyte,
    monitors: production,
    credentials: production,
    highlyAvailable: production && tier !== 'standard',
  };
};

/** Connections, gigabytes and dollars a month, those of private and shield plans as a rough figure: https://devcenter.heroku.com/articles/heroku-postgres-plans */
export const plans: readonly Plan[] = [
  plan('essential-0', 20, 1, 5),
  plan('essential-1', 20, 10, 9),
  plan('essential-2', 40, 32, 20),
  plan('standard-0', 120, 64, 50),
  plan('standard-2', 400, 256, 200),
  plan('premium-0', 120, 64, 200),
  plan('premium-2', 400, 256, 350),
  plan('private-0', 120, 64, 300),
  plan('private-2', 400, 256, 600),
  plan('shield-0', 120, 64, 350),
  plan('shield-2', 400, 256, 700),
];

/** The one service of add-ons that is offered. */
export const service = 'heroku-postgresql';

/** Reads `heroku-postgresql:standard-0`; without a plan it is the cheapest, as on Heroku. */
export function parsePlan(text: string): { plan: Plan } | { mistake: string } {
  const [wantedService, wantedPlan = 'essential-0'] = text.split(':');
  if (wantedService !== service) {
    return { mistake: `add-on "${wantedService}" is not offered here, only ${service}` };
  }
  const found = plans.find(({ name }) => name === wantedPlan);
  if (found) return { plan: found };
  const names = plans.map(({ name }) => name);
  const meant = nearest(wantedPlan, names);
  return {
    mistake: `${service} has no plan "${wantedPlan}"; ${meant ? `did you mean "${meant}"?` : names.join(', ')}`,
  };
}

/** The plan of an add-on that exists. */
export function findPlan(text: string): Plan {
  const parsed = parsePlan(text);
  if ('mistake' in parsed) throw new AppError('configuration', parsed.mistake);
  return parsed.plan;
}
