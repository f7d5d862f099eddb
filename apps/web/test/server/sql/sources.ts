export const sourceIdSql = 'SELECT id FROM pgwatch2.source WHERE name = $1';

export const collectorSeenSql = `UPDATE pgwatch2.collector SET seen_at = now() - interval '10 minutes'`;
