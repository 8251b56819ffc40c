/** What plugins implement for seals: how the root key of a store is kept. */
package io.azimuth.spi.seal;
