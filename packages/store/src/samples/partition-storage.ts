/**
 * Storage parameters of a partition. 128 bytes, the least there is, makes PostgreSQL compress every array: at the usual
 * 2 kB a row of 200 idle statements would be left as it is. Rows are only ever added, so pages may be filled, and the
 * table may be left to its one vacuum after the day is over.
 */
export const partitionStorage = 'toast_tuple_target = 128, fillfactor = 100';
