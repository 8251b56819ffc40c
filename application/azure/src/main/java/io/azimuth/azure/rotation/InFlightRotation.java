package io.azimuth.azure.rotation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The start of a rotation while it runs, and the request that waits for it. */
public final class InFlightRotation {

  private final Optional<String> requester;
  private final CompletableFuture<RotationOutcome> outcome = new CompletableFuture<>();
  private volatile boolean abandoned;

  /** Started by the caller with this hash of its token, or by a schedule if empty. */
  InFlightRotation(Optional<String> requester) {
    this.requester = requester;
  }

  public CompletableFuture<RotationOutcome> outcome() {
    return outcome;
  }

  /** Records that the waiting request was answered without the outcome. */
  void abandon() {
    abandoned = true;
  }

  /** Whether the same caller may repeat a request that was answered too early. */
  boolean awaitsReplayOf(String caller) {
    return abandoned && requester.equals(Optional.of(caller));
  }
}
