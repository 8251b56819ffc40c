/**
 * Traces: what a request did, and how long each part took. A null object stands for tracing that is
 * not configured.
 */
package io.azimuth.spi.trace;
