/** Traces by OpenTelemetry, which is used in this package alone. */
package io.azimuth.bootstrap.tracing;
