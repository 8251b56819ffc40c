/** Keeps faults and delays of plugins from the threads of the server. */
package io.azimuth.bootstrap.plugin.guard;
