/** A session that was found good goes on for so long without the store, so that pages can say what is wrong. */
export const rememberMs = 15 * 60_000;
/** The store that did not answer is asked again no sooner than this: each request would wait for its time-out. */
export const retryMs = 3_000;
