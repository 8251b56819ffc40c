/** Seals: what wraps the root key of the barrier. */
package io.azimuth.adapters.storage.seal;
