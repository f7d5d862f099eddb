export const addSourceSql = `
INSERT INTO pgwatch2.source (name) VALUES ('S' || (SELECT count(*) FROM pgwatch2.source)) RETURNING id`;

export const explainSql = (query: string) => `EXPLAIN ${query}`;

export const addServerChangeSql = 'INSERT INTO pgwatch2.server_change (source_id, at) VALUES ($1, $2)';

export const addMetricSql = `
INSERT INTO pgwatch2.metric (name, description, versions, storage) VALUES ($1, 'of a test', '[]', $2)
ON CONFLICT (name) DO NOTHING`;

export const addNamedSourceSql = 'INSERT INTO pgwatch2.source (name) VALUES ($1) RETURNING id';

export const switchOffSql = 'UPDATE pgwatch2.source SET is_enabled = false WHERE id = $1';
