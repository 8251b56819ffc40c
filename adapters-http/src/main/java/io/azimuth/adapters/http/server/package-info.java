/**
 * Undertow between bytes and {@code io.azimuth.application.api}: the raw request target, headers,
 * bodies and limits on the way in; status codes, envelopes and headers on the way out.
 */
package io.azimuth.adapters.http.server;
