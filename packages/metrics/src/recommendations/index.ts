import { defaultPublicSchema } from './default-public-schema.js';
import { disabledTriggers } from './disabled-triggers.js';
import { dropIndex } from './drop-index.js';
import { nestedViews } from './nested-views.js';
import { partialIndexCandidates } from './partial-index-candidates.js';
import type { Recommendation } from './recommendation.js';
import { sprocsWithoutSearchPath } from './sprocs-without-search-path.js';
import { superusers } from './superusers.js';

/** Every recommendation. pgwatch's reco_add_index stands on pg_qualstats, which Heroku does not offer. */
export const recommendationList: readonly Recommendation[] = [
  defaultPublicSchema,
  disabledTriggers,
  dropIndex,
  nestedViews,
  partialIndexCandidates,
  sprocsWithoutSearchPath,
  superusers,
];
