/** The uid that pgwatch's own dashboards name, so that they find it too. */
export const dataSourceUid = 'pgwatch-metrics';

/** The data source as panels, variables and alert rules refer to it. */
export const dataSource = { type: 'grafana-postgresql-datasource', uid: dataSourceUid } as const;
