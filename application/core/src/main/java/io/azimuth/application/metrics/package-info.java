/** Measurements of all parts of the server, and how they are written down. */
package io.azimuth.application.metrics;
