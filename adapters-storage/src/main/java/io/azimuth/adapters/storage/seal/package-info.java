/** Seals, which wrap the root key of the barrier. */
package io.azimuth.adapters.storage.seal;
