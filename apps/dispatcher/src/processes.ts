import { type AppRole, appRoles } from '@pgwatch-heroku/shared';

export interface Process {
  /** Heroku's process type, and what stands after `pgwatch-heroku`. */
  name: string;
  /** Folder under apps/. */
  app: string;
  /** Arguments that come before the caller's own. */
  args: readonly string[];
  roles: readonly AppRole[];
  summary: string;
}

/** Bootstrappers look at what databases are there, so they fit every role. */
const everyRole = appRoles;

export const processes: readonly Process[] = [
  { name: 'web', app: 'web', args: [], roles: ['all', 'collector'], summary: 'configuration, charts and API' },
  {
    name: 'web',
    app: 'grafana',
    args: [],
    roles: ['grafana'],
    summary: 'Grafana, where an app runs it alone (PGWATCH2_APP=grafana)',
  },
  { name: 'collector', app: 'collector', args: [], roles: ['all', 'collector'], summary: 'gathers and stores metrics' },
  // In every role: Heroku may start it by app.json in an app that has become a Collector, where it does nothing but say so.
  { name: 'pgbench', app: 'pgbench-runner', args: [], roles: everyRole, summary: 'keeps the sample busy' },
  {
    name: 'collector-bootstrap',
    app: 'collector-bootstrap',
    args: [],
    roles: everyRole,
    summary: 'Collector DB schema',
  },
  { name: 'grafana-bootstrap', app: 'grafana-bootstrap', args: [], roles: everyRole, summary: 'grants for Grafana' },
  {
    name: 'monitored-bootstrap',
    app: 'monitored-bootstrap',
    args: [],
    roles: everyRole,
    summary: 'what a monitored database needs',
  },
  {
    name: 'monitored-uninstall',
    app: 'monitored-bootstrap',
    args: ['--uninstall'],
    roles: everyRole,
    summary: 'removes that again',
  },
  { name: 'provisioner', app: 'provisioner', args: [], roles: everyRole, summary: 'credentials and attachments' },
  { name: 'release', app: 'provisioner', args: ['release'], roles: everyRole, summary: 'release phase' },
  {
    name: 'postdeploy',
    app: 'provisioner',
    args: ['postdeploy'],
    roles: everyRole,
    summary: 'once after the first deploy',
  },
  {
    name: 'predestroy',
    app: 'provisioner',
    args: ['predestroy'],
    roles: everyRole,
    summary: 'before a review app goes',
  },
  {
    name: 'doctor',
    app: 'doctor',
    args: [],
    roles: ['all', 'collector'],
    summary: 'what is wrong and what mends it; ends with 0, 69 or 78',
  },
  {
    name: 'export',
    app: 'transfer',
    args: ['export'],
    roles: ['all', 'collector'],
    summary: 'metrics, presets, sources or all as YAML',
  },
  {
    name: 'import',
    app: 'transfer',
    args: ['import'],
    roles: ['all', 'collector'],
    summary: 'takes them from a file, or from - for standard input',
  },
];
