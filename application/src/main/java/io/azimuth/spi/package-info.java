/**
 * What a plugin implements and what it is given. Plugins are found by {@link
 * java.util.ServiceLoader}; the product's own adapters come through the same door.
 */
package io.azimuth.spi;
