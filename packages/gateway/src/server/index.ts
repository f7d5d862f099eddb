// An entry of its own: what binds the port is loaded before everything else, and nothing else with it.
export { closeServer } from './close-server.js';
export { FrontDoor } from './front-door.js';
export { listen } from './listen.js';
