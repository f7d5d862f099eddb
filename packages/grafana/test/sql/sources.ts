export const addSourceSql = `
INSERT INTO pgwatch2.source (name) VALUES ('S' || (SELECT count(*) FROM pgwatch2.source)) RETURNING id`;

export const explainSql = (query: string) => `EXPLAIN ${query}`;

export const addServerChangeSql = 'INSERT INTO pgwatch2.server_change (source_id, at) VALUES ($1, $2)';

export const renameSql = (from: string, to: string) => `ALTER TABLE samples.${from} RENAME TO ${to}`;
