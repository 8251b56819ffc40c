package io.azimuth.application.port.leader;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A server that shares a store with others.
 *
 * @param self who it is
 * @param leadsSince since when it leads, if it does
 * @param lastEcho when it last announced that it lives, by its own clock; empty for this server
 * @param clockOffset by how much its clock is ahead of that of the store, if that is known
 */
public record Member(
    Self self,
    Optional<Instant> leadsSince,
    Optional<Instant> lastEcho,
    Optional<Duration> clockOffset) {

  /** Whether it leads. */
  public boolean isLeader() {
    return leadsSince.isPresent();
  }

  /**
   * What a server announces of itself.
   *
   * @param hostname the name of its machine; may be empty
   * @param apiAddress the URL at which clients reach it; may be empty
   * @param version its version, as clients see it
   * @param release its own version; empty when an older server did not announce it
   */
  public record Self(String hostname, String apiAddress, String version, String release) {}
}
