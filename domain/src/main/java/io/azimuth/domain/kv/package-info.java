/** Versioned secrets: which versions there are, which can be read, and when one goes. */
package io.azimuth.domain.kv;
