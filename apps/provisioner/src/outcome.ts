import type { PlanLimit } from '@pgwatch-heroku/bootstrap';
import type { AppError } from '@pgwatch-heroku/shared';

/** What became of one part of the system. */
export interface Outcome {
  part: 'Collector DB' | 'Grafana role' | 'Monitored DB';
  /** Without this part nothing of this app works; its failure decides the exit code. */
  isPrimary: boolean;
  /** The config var of its database's default credential. */
  label: 'DATABASE_URL' | 'MONITOREDDB_URL';
  /** The config var by which it is used. */
  variable: string;
  /**
   * `ready`: with a role of its own; `shared`: works, as the role that owns the database; `none`: Grafana without a
   * role of its own; `absent`: no database attached.
   */
  state: 'ready' | 'shared' | 'none' | 'absent' | 'failed';
  /** Who uses the database, by role, for people who look at `heroku pg:credentials`. */
  role?: string;
  changes: string[];
  warnings: string[];
  limits: PlanLimit[];
  error?: AppError;
}
