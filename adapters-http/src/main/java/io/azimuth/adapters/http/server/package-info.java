/**
 * Serves {@code io.azimuth.application.api} with Undertow: listeners, workers, and the way of each
 * request through them.
 */
package io.azimuth.adapters.http.server;
