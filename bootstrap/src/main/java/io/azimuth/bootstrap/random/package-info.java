/** Chance: the one place that owns a {@link java.security.SecureRandom}. */
package io.azimuth.bootstrap.random;
