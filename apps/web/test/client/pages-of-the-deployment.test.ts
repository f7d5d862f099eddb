/** @jest-environment jsdom */

// One file for jest: loading the client anew for each page costs as much as its tests.
import './deployment/collector.js';
import './deployment/doctor.js';
import './deployment/grafana.js';
import './deployment/heroku.js';
import './deployment/metrics.js';
import './deployment/presets.js';
import './deployment/settings.js';
import './deployment/setup.js';
