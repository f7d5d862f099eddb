/** Answers in the shape of Heroku's, with more keys than we read: those must not matter. */
const reference = (name: string) => ({ id: `id-of-${name}`, name });

export const app = {
  ...reference('sales'),
  web_url: 'https://sales-1a2b3c.herokuapp.com/',
  git_url: 'https://git.heroku.com/sales.git',
  stack: reference('container'),
  build_stack: reference('container'),
  region: reference('us'),
  space: null,
  team: null,
  owner: { id: 'id-of-owner', email: 'owner@example.com' },
  maintenance: false,
};

export const addon = {
  ...reference('postgresql-round-12345'),
  state: 'provisioned',
  app: reference('sales'),
  plan: { ...reference('heroku-postgresql:standard-0'), price: { cents: 5000, unit: 'month', contract: false } },
  addon_service: reference('heroku-postgresql'),
  config_vars: ['DATABASE_URL'],
  provision_message: null,
};

export const attachment = {
  ...reference('PGWATCH2'),
  namespace: 'credential:pgwatch2',
  app: reference('sales'),
  addon: {
    ...reference('postgresql-round-12345'),
    app: reference('sales'),
    plan: reference('heroku-postgresql:standard-0'),
  },
  web_url: null,
};

export const credential = {
  uuid: 'id-of-credential',
  name: 'pgwatch2',
  state: 'active',
  database: 'd1',
  host: 'ec2.example.com',
  port: 5432,
  credentials: [{ user: 'pgwatch2', password: 'p', state: 'active', connections: 0 }],
};

export const processType = {
  id: 'f',
  type: 'web',
  quantity: 1,
  size: 'Basic',
  command: 'node web',
  app: reference('sales'),
};
export const build = {
  id: 'b1',
  status: 'pending',
  output_stream_url: 'https://build-output.heroku.com/x',
  release: null,
};
export const release = {
  id: 'r1',
  version: 7,
  status: 'succeeded',
  description: 'Attach PGWATCH2',
  current: true,
  created_at: '2026-11-01T00:00:00Z',
};
export const dyno = {
  id: 'd1',
  name: 'run.1234',
  type: 'run',
  state: 'starting',
  size: 'Basic',
  command: 'provisioner',
  release: { id: 'r1', version: 7 },
  attach_url: null,
};
export const drain = { id: 'l1', url: 'https://user:pw@example.com/logs', token: 'd.x', addon: null };
export const space = {
  ...reference('acme-space'),
  region: reference('virginia'),
  team: reference('acme'),
  shield: false,
  state: 'allocated',
  cidr: '10.0.0.0/16',
};
export const info = {
  addon_id: 'a',
  info: [
    { name: 'Plan', values: ['Premium 0'] },
    { name: 'Status', values: ['Available'] },
    { name: 'Data Size', values: ['9.2 MB / 1 GB'] },
    { name: 'Connections', values: ['6/20'] },
    { name: 'PG Version', values: ['17.6'] },
    { name: 'HA Status', values: ['Available'] },
    { name: 'Fork/Follow', values: ['Available'] },
    { name: 'Tables', values: [4] },
    { name: 'Rollback' },
  ],
};
