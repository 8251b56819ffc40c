/** Counts tokens, leases and entities for metrics and status routes. */
package io.azimuth.application.usage;
