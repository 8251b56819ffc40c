package io.azimuth.azure.line;

import io.azimuth.domain.azure.line.LineTicket;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A login that came to a line. Compared by identity. */
public final class WaitingLogin {

  private final Optional<Place> place;
  private final CompletableFuture<LineOutcome> end = new CompletableFuture<>();

  /**
   * Where a login waits.
   *
   * @param since when it came
   */
  record Place(LineKey line, LineTicket<LineQuestion> ticket, Instant since) {}

  private WaitingLogin(Optional<Place> place) {
    this.place = place;
  }

  static WaitingLogin at(Place place) {
    return new WaitingLogin(Optional.of(place));
  }

  /** A login that was not let in. */
  static WaitingLogin refused(LineOutcome end) {
    WaitingLogin refused = new WaitingLogin(Optional.empty());
    refused.end.complete(end);
    return refused;
  }

  /** Completes when the wait ends for another reason than the time of the login. */
  public CompletableFuture<LineOutcome> end() {
    return end;
  }

  Optional<Place> place() {
    return place;
  }
}
