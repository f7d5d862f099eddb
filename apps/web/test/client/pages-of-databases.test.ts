/** @jest-environment jsdom */

// One file for jest: loading the client anew for each page costs as much as its tests.
import './databases/add-source.js';
import './databases/edit-source.js';
import './databases/failures.js';
import './databases/fleet.js';
import './databases/source-switch.js';
import './databases/source-views.js';
import './databases/source.js';
import './databases/sources.js';
