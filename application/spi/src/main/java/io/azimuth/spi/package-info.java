/**
 * The interfaces that a plugin implements and the services that it receives. Plugins are found by
 * {@link java.util.ServiceLoader}; the server's own adapters are loaded the same way.
 */
package io.azimuth.spi;
