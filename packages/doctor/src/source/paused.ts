/** What a source that is not to be connected to says in the place of each fact. */
export const pausedReason = 'It is paused: nothing is asked of it.';
