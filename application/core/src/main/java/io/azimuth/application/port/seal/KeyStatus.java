package io.azimuth.application.port.seal;

import java.time.Instant;

/**
 * The current encryption key.
 *
 * @param term its number, from 1
 * @param installed when it came into use
 * @param encryptions how often it was used, rounded up to the last block that was reserved durably
 */
public record KeyStatus(int term, Instant installed, long encryptions) {}
