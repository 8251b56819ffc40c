/** Bounds of what a plugin hands over: its answers, and its descriptions of routes. */
package io.azimuth.bootstrap.plugin.limit;
