const firstPort = 5_080;
const count = 20;

/** Where the app is without `--port`: another program on the first ones is no reason to make a user think. */
export const routerPorts: readonly number[] = Array.from({ length: count }, (_, index) => firstPort + index);
