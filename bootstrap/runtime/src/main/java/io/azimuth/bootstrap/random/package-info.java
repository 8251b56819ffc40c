/** Randomness. Only this package creates a {@link java.security.SecureRandom}. */
package io.azimuth.bootstrap.random;
