const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());

/** Titles of the 34 dashboards of the original on Heroku. */
export const originalTitles = lines(`
  Alert Template
  Biggest relations treemap
  Change events
  Checkpointer / Bgwriter / Block IO Stats
  DB overview
  DB overview Unprivileged / Developer mode
  DB overview time lag comparison
  Documentation
  Global DB overview
  Global Health
  Health-check
  Index overview
  Lock details
  PgBouncer stats
  Postgres Version Overview
  Realtime execution plans
  Recommendations
  Replication
  Server Log Events
  Sessions overview
  Single query details
  Sproc details
  Stat Activity
  Stat Activity Realtime
  Stat Statements SQL Search
  Stat statements Top
  Stat statements Top (Fast)
  Stat Statements Top (Visual)
  System Stats
  Systems stats time lag comparison
  Table details
  Table details time lag comparison
  Tables Top
  Top Sprocs`);

/** Titles of the 24 dashboards of pgwatch's v12 set. */
export const v12Titles = lines(`
  0. Health Check
  1. Global Database Overview
  2. Database Overview
  3. Query Performance Analysis
  4. Tables Overview
  5. Table Details
  Change events
  Checkpointer / Bgwriter / Block IO Stats
  Global Health
  Index overview
  Patroni Cluster Overview
  PgBouncer stats
  Pgpool Stats
  Postgres Version Overview
  Recommendations
  Replication
  Server Log Events
  Sessions overview
  Settings Overview
  Single query details
  Sproc details
  System Stats
  Systems stats time lag comparison
  Top Sprocs`);
