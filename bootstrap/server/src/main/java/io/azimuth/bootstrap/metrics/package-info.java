/** Counters, durations and gauges by Micrometer, shown in the formats of Prometheus. */
package io.azimuth.bootstrap.metrics;
