import { configuration } from './configuration.js';
import { indexes } from './indexes.js';
import { privileges } from './privileges.js';
import { sprocs } from './sprocs.js';
import { tables } from './tables.js';
import type { WatchedKind } from './watched-kind.js';

/** Everything that change_events watches, besides restarts of the server. */
export const watchedKinds: readonly WatchedKind[] = [configuration, indexes, privileges, sprocs, tables];
