export {
  type ApiToken,
  addApiToken,
  listApiTokens,
  type NewApiToken,
  revokeApiToken,
  useApiToken,
} from './access/api-tokens.js';
export { setAdminPassword } from './access/set-admin-password.js';
export {
  addViewer,
  listViewers,
  readViewerHash,
  removeViewer,
  setViewerPassword,
  type Viewer,
} from './access/viewers.js';
export { type AuditFilter, type AuditRow, readAudit } from './audit/read-audit.js';
export { type Actor, type AuditEntry, writeAudit } from './audit/write-audit.js';
export type { Snapshot } from './changes/compare-snapshot.js';
export { eventShapes, eventTables } from './changes/event-tables.js';
export { recordChanges } from './changes/record-changes.js';
export { inRange, inRangeOfMany, inRangeThinned } from './chart/in-range.js';
export { type Neighbours, neighbourPairs } from './chart/neighbours.js';
export { type Revision, readHistoryOf, readRevision } from './definitions/definition-history.js';
export { type Deletion, deleteDefinition } from './definitions/delete-definition.js';
export { FleetMetrics, type RoleMetrics } from './definitions/fleet-metrics.js';
export { type Definitions, loadDefinitions } from './definitions/load-definitions.js';
export { readSourceMetrics, type SourceMetric } from './definitions/read-source-metrics.js';
export { readUses, type Uses } from './definitions/read-uses.js';
export { type Save, type SaveOutcome, saveMetric, savePreset } from './definitions/save-definition.js';
export {
  type Definition,
  type DefinitionKind,
  readStoredMetrics,
  readStoredPresets,
  type StoredDefinition,
} from './definitions/stored-definition.js';
export { addDiscovery, type DiscoveryAddition } from './discoveries/add-discovery.js';
export {
  applyDiscovery,
  type DiscoveryChanges,
  type FoundDatabase,
  recordDiscoveryFailure,
  type UrlSeals,
} from './discoveries/apply-discovery.js';
export { type Discovery, discoveryKey } from './discoveries/discovery.js';
export { type DiscoveryStatus, listDiscoveries } from './discoveries/list-discoveries.js';
export { removeDiscovery } from './discoveries/remove-discovery.js';
export { setDiscoveryUrl } from './discoveries/set-discovery-url.js';
export { takeDiscovery, takeDueDiscovery } from './discoveries/take-discovery.js';
export { inPoolConnection, inPoolTransaction } from './in-pool-transaction.js';
export { inTransaction } from './in-transaction.js';
export { isWorthRetrying } from './is-worth-retrying.js';
export {
  giveAllBack,
  giveSourcesBack,
  type LeaseView,
  leaseApplicationPrefix,
  listLeases,
  openLeaseSession,
  readLeases,
  replaceLeaseSession,
  takeSlot,
  takeSources,
} from './leases/lease-session.js';
export { beginOperation, type OperationStart } from './operations/begin-operation.js';
export { borrowOperationSession } from './operations/borrow-operation-session.js';
export type { Operation, OperationKind, OperationState, OperationStep } from './operations/operation.js';
export { takeOperationLease } from './operations/operation-lease.js';
export type { OperationSession } from './operations/operation-session.js';
export { readOperations } from './operations/read-operations.js';
export { type OperationRecord, recordOperation } from './operations/record-operation.js';
export { settleOperations } from './operations/settle-operations.js';
export * from './read/index.js';
export { copiedTags } from './samples/copied-tags.js';
export { dayMs } from './samples/days.js';
export { dropOldSeries } from './samples/drop-old-series.js';
export { dynoSourceId } from './samples/dyno-source-id.js';
export { ensureMetricTable } from './samples/ensure-metric-table.js';
export { type EnsurePartitionsOptions, ensurePartitions } from './samples/ensure-partitions.js';
export { findUnfitShapes } from './samples/find-unfit-shapes.js';
export { defaultHistory, type HistoryDays } from './samples/history.js';
export { type FailedHistory, type KeepHistoryOptions, type KeptHistory, keepHistory } from './samples/keep-history.js';
export { checkMetricName, checkShape } from './samples/metric-name.js';
export { type SeriesAnswer, type SeriesRequest, seriesIds, seriesIdsOfMany } from './samples/series-ids.js';
export { type SeriesDetails, setSeriesDetails } from './samples/set-series-details.js';
export { takesSamples } from './samples/takes-samples.js';
export { trustedNow } from './samples/trusted-now.js';
export { type WriteOptions, type WriteResult, writeFetches } from './samples/write-fetches.js';
export { type MigrateOptions, migrate } from './schema/migrate.js';
export { expectedSchemaVersion, readSchemaAge, readSchemaVersion } from './schema/schema-version.js';
export { readAdminPassword, type StoredAdminPassword } from './session/read-admin-password.js';
export { addUrlSource, readSealedUrl, setSourceUrl, type UrlSource } from './sources/add-url-source.js';
export { readConfigurationStamp } from './sources/configuration-stamp.js';
export { deleteSource, purgeDeletedSources, type SourceDeletion } from './sources/delete-source.js';
export { listSources } from './sources/list-sources.js';
export { type LostSource, readRenameCandidates, relinkSource } from './sources/relink-source.js';
export { type EditableSettings, readSourceSettings, type SourceSettings } from './sources/source-settings.js';
export { type AttachedSource, syncAttachedSources } from './sources/sync-attached-sources.js';
export { type SourceUpdate, updateSource } from './sources/update-source.js';
export { type SourceFacts, updateSourceFacts } from './sources/update-source-facts.js';
export { type CollectorReport, recordCollector } from './state/record-collector.js';
export { type MetricStateReport, recordMetricState } from './state/record-metric-state.js';
export { forgetSourceFinding, recordSourceFinding, type SourceFinding } from './state/record-source-finding.js';
export { recordSourceState, type SourceStateReport } from './state/record-source-state.js';
export { type CheckStorageOptions, checkStorage, type StorageState } from './storage/check-storage.js';
export { type DaysLeft, daysLeft } from './storage/days-left.js';
export { recordApplied } from './storage/record-applied.js';
export { storageWords } from './storage/storage-words.js';
export { takeStatement } from './transfer/take-statement.js';
export type { ColumnType, Fetch, MetricShape, Source } from './types.js';
