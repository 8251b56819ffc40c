/** The settings of the HTTP server: listeners, limits, timeouts and trusted proxies. */
package io.azimuth.adapters.http.config;
