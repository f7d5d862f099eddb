/** The stand-in's settings are its environment, as Grafana's are. */
export const readEnvironment = (): NodeJS.ProcessEnv => process.env;
