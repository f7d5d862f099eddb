/** A web shop's database: what stands in the tags and texts of the samples that pages are looked at with. */
export const tables = [
  { name: 'orders', megabytes: 18_400, rows: 41_200_000, share: 0.3 },
  { name: 'order_items', megabytes: 31_900, rows: 128_700_000, share: 0.28 },
  { name: 'events', megabytes: 52_300, rows: 310_500_000, share: 0.2 },
  { name: 'customers', megabytes: 4_100, rows: 6_300_000, share: 0.1 },
  { name: 'products', megabytes: 310, rows: 184_000, share: 0.06 },
  { name: 'carts', megabytes: 2_700, rows: 9_800_000, share: 0.04 },
  { name: 'payments', megabytes: 6_600, rows: 38_900_000, share: 0.015 },
  { name: 'schema_migrations', megabytes: 1, rows: 412, share: 0.005 },
] as const;

export const indexes = [
  { table: 'orders', name: 'orders_pkey', columns: 'id', megabytes: 1_250, isPrimary: true },
  { table: 'orders', name: 'orders_customer_id_idx', columns: 'customer_id', megabytes: 1_480, isPrimary: false },
  { table: 'orders', name: 'orders_customer_idx', columns: 'customer_id', megabytes: 1_480, isPrimary: false },
  { table: 'order_items', name: 'order_items_order_id_idx', columns: 'order_id', megabytes: 4_020, isPrimary: false },
  { table: 'events', name: 'events_created_at_idx', columns: 'created_at', megabytes: 6_900, isPrimary: false },
  { table: 'events', name: 'events_payload_idx', columns: 'payload', megabytes: 11_200, isPrimary: false },
  { table: 'customers', name: 'customers_email_key', columns: 'email', megabytes: 420, isPrimary: false },
] as const;

/** Milliseconds and rows are those of one call. */
export const statements = [
  {
    text: 'SELECT id, status, total_cents FROM orders WHERE customer_id = $1 ORDER BY created_at DESC LIMIT $2',
    perSecond: 42,
    ms: 3.1,
    rows: 12,
  },
  {
    text: 'SELECT p.name, sum(i.quantity) AS sold\nFROM order_items i\nJOIN products p ON p.id = i.product_id\nWHERE i.created_at > now() - $1::interval\nGROUP BY p.name\nORDER BY sold DESC\nLIMIT $2',
    perSecond: 0.4,
    ms: 412,
    rows: 20,
  },
  { text: 'UPDATE carts SET items = $1, updated_at = now() WHERE id = $2', perSecond: 18, ms: 1.4, rows: 1 },
  { text: 'INSERT INTO events (kind, customer_id, payload) VALUES ($1, $2, $3)', perSecond: 61, ms: 0.6, rows: 1 },
  { text: 'SELECT * FROM customers WHERE lower(email) = lower($1)', perSecond: 3.2, ms: 28, rows: 1 },
  { text: 'SELECT * FROM products WHERE id = ANY ($1)', perSecond: 55, ms: 0.5, rows: 8 },
  { text: 'BEGIN', perSecond: 96, ms: 0.01, rows: 0 },
  { text: 'COMMIT', perSecond: 95, ms: 0.2, rows: 0 },
  {
    text: 'DELETE FROM events WHERE created_at < now() - $1::interval AND kind = $2',
    perSecond: 0.02,
    ms: 1_900,
    rows: 4_000,
  },
  {
    text: 'SELECT count(*) FROM orders WHERE status = $1 /* "><img src=x onerror=alert(1)> */',
    perSecond: 0.6,
    ms: 96,
    rows: 1,
  },
  { text: 'UPDATE orders SET status = $1 WHERE id = $2', perSecond: 5.5, ms: 1.1, rows: 1 },
  {
    text: 'INSERT INTO payments (order_id, provider, amount_cents) VALUES ($1, $2, $3) RETURNING id',
    perSecond: 4.8,
    ms: 0.9,
    rows: 1,
  },
] as const;

export const queryId = (index: number): string => String(4_611_686_018_427_000 + index * 7_919);
