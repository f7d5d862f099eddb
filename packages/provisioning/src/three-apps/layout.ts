import type { App, HerokuClient } from '@pgwatch-heroku/heroku-api';
import type { ThreeAppsVariables } from './variables.js';

export type SiblingRole = 'collector' | 'grafana' | 'monitored';

export interface DynoSize {
  size: string;
  /** Somebody asked for it: it stands above what is there. */
  isChosen: boolean;
}

/** Where the three apps are, and of what they are made. */
export interface Layout {
  /** The clicked app when it cannot be the Collector, because another team, space or region is wanted. */
  installer: string | undefined;
  names: Record<SiblingRole, string>;
  team: string | undefined;
  space: string | undefined;
  /** Undefined in a Private Space, which has its own. */
  region: string | undefined;
  plans: { collector: string; monitored: string };
  sizes: { web: DynoSize; collector: DynoSize; grafana: DynoSize; monitored: DynoSize };
}

/** Heroku's limit on an app's name. */
const longestName = 30;

/** Team, space and region are the clicked app's unless variables say otherwise: an app can move into none of them. */
export async function planLayout(client: HerokuClient, clicked: App, variables: ThreeAppsVariables): Promise<Layout> {
  const { PGWATCH2_TEAM: wantedTeam, PGWATCH2_SPACE: wantedSpace, PGWATCH2_REGION: wantedRegion } = variables;
  const own = { team: clicked.team?.name, space: clicked.space?.name, region: clicked.region.name };
  const isSameTeam = wantedTeam === undefined || wantedTeam === own.team;
  const space = wantedSpace ?? (isSameTeam ? own.space : undefined);
  const isSameSpace = space === own.space;
  const teamOfSpace = space !== undefined && !isSameSpace ? (await client.spaces.get(space)).team.name : own.team;
  const team = wantedTeam ?? teamOfSpace;
  const region = space === undefined ? (wantedRegion ?? (own.space === undefined ? own.region : undefined)) : undefined;
  const isElsewhere = team !== own.team || !isSameSpace || (space === undefined && region !== own.region);

  const base = clicked.name;
  const collector = isElsewhere
    ? (variables.PGWATCH2_COLLECTOR_APP_NAME ?? withSuffix(base, '-collector'))
    : clicked.name;
  const plan = space === undefined ? 'standard-0' : 'private-0';
  const sizeOf = (chosen: string | undefined): DynoSize => ({
    size: chosen ?? (space === undefined ? 'standard-2x' : 'private-s'),
    isChosen: chosen !== undefined,
  });
  return {
    installer: isElsewhere ? clicked.name : undefined,
    names: {
      collector,
      ...siblingNames(base, variables),
    },
    team,
    space,
    region,
    plans: {
      collector: `heroku-postgresql:${variables.PGWATCH2_COLLECTOR_PLAN ?? plan}`,
      monitored: `heroku-postgresql:${variables.PGWATCH2_MONITOREDDB_PLAN ?? plan}`,
    },
    sizes: {
      web: sizeOf(variables.PGWATCH2_WEB_SIZE),
      collector: sizeOf(variables.PGWATCH2_COLLECTOR_SIZE),
      grafana: sizeOf(variables.PGWATCH2_GRAFANA_SIZE),
      monitored: sizeOf(variables.PGWATCH2_MONITOREDDB_SIZE),
    },
  };
}

/** What the other two of three apps are called, from the name of the clicked one. */
export function siblingNames(
  base: string,
  variables: Readonly<Partial<Record<string, string>>>,
): Record<'grafana' | 'monitored', string> {
  return {
    grafana: variables['PGWATCH2_GRAFANA_APP_NAME'] ?? withSuffix(base, '-grafana'),
    monitored: variables['PGWATCH2_MONITOREDDB_APP_NAME'] ?? withSuffix(base, '-monitored'),
  };
}

const withSuffix = (name: string, suffix: string) =>
  `${name.slice(0, longestName - suffix.length).replace(/-+$/, '')}${suffix}`;
