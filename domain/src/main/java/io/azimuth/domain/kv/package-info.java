/** Versioned secrets: which versions exist, which can be read, and when one is removed. */
package io.azimuth.domain.kv;
