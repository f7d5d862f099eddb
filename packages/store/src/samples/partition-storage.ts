/**
 * Storage parameters of a partition. PostgreSQL compresses a row of more than 2 kB until it is no longer than
 * toast_tuple_target, then moves its largest values out of line. Half of the usual 2 kB makes it compress every array
 * of a metric with many series, and leaves the small arrays of one with few in the row: 128, the least there is, takes
 * twice the space at 12 series. Rows are only ever added, so pages may be filled.
 */
export const partitionStorage = 'toast_tuple_target = 1024, fillfactor = 100';
