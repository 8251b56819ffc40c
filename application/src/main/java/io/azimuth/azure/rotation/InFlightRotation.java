package io.azimuth.azure.rotation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The beginning of a rotation while it runs, and who waits for it. */
public final class InFlightRotation {

  private final Optional<String> requester;
  private final CompletableFuture<RotationOutcome> outcome = new CompletableFuture<>();
  private volatile boolean abandoned;

  /** Asked for by that caller, named by the hash of the token, or by a schedule. */
  InFlightRotation(Optional<String> requester) {
    this.requester = requester;
  }

  public CompletableFuture<RotationOutcome> outcome() {
    return outcome;
  }

  /** The request that waited was answered without the outcome. */
  void abandon() {
    abandoned = true;
  }

  /** Whether the same caller may take the place of a request that was answered too early. */
  boolean awaitsReplayOf(String caller) {
    return abandoned && requester.equals(Optional.of(caller));
  }
}
