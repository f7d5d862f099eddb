/** Which servers are asked for a metric. */
export const appliesToLabels = { any: 'Primary and standby', primary: 'Primary only', standby: 'Standby only' };
