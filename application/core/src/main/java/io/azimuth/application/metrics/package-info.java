/** Measurements of all parts of the server, and their text format. */
package io.azimuth.application.metrics;
