package io.azimuth.application.port.seal;

import java.time.Instant;
import java.util.Objects;

/**
 * The current encryption key.
 *
 * @param term its number, from 1
 * @param installed since when it is used
 * @param encryptions how often it was used, rounded up to the block that is counted durably
 */
public record KeyStatus(int term, Instant installed, long encryptions) {

  public KeyStatus {
    Objects.requireNonNull(installed, "installed");
  }
}
