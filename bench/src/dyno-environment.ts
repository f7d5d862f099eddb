/** What every process on a dyno finds in its environment from the Dockerfile, and a PATH. */
export const imageEnvironment = { PATH: '/usr/bin:/bin', NODE_ENV: 'production', MALLOC_ARENA_MAX: '2' };
