export const addSourceSql = `
INSERT INTO pgwatch2.source (name) VALUES ('S' || (SELECT count(*) FROM pgwatch2.source)) RETURNING id`;

export const explainSql = (query: string) => `EXPLAIN ${query}`;
