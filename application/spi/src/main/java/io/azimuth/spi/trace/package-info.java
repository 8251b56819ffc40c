/**
 * Traces: what a request did, and how long each part took. A null object represents tracing that is
 * not configured.
 */
package io.azimuth.spi.trace;
