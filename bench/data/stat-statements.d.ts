export declare const statementCount: number;
export declare const tickSeconds: number;

export interface StatStatements {
  /** Tag sets, in the order of every array. */
  tags: { queryid: string }[];
  queries: string[];
  /** Names of the value columns. */
  columns: string[];
  /** Moves on by one tick and gives every column's values as text. */
  next(): string[][];
}

export declare function createStatStatements(options?: { allActive?: boolean }): StatStatements;
