package io.azimuth.azure.line;

import io.azimuth.domain.azure.line.LineRoom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The logins that wait, of all lines together. For use with the lock of {@link LoginLines}. */
final class WaitingLogins {

  /**
   * The most logins that wait: half of the connections that a server has room for unless configured
   * otherwise, because each of them holds one.
   */
  static final int MOST = 512;

  private final LineMetrics metrics;
  private final LineRoom<WaitingLogin> room = new LineRoom<>(MOST);
  private final Map<WaitingLogin, LoginLine> lines = new HashMap<>();
  private List<Runnable> ends = new ArrayList<>();

  WaitingLogins(LineMetrics metrics) {
    this.metrics = metrics;
  }

  /**
   * Lets a login in.
   *
   * @return who has to leave for it, perhaps itself
   */
  Optional<WaitingLogin> enter(WaitingLogin login, WaitingLogin.Place place, LoginLine line) {
    Optional<WaitingLogin> displaced = room.enter(place.ticket().principal(), login);
    if (displaced.filter(login::equals).isEmpty()) {
      lines.put(login, line);
      metrics.began();
    }
    return displaced;
  }

  /** The line in which it waits. */
  Optional<LoginLine> lineOf(WaitingLogin login) {
    return Optional.ofNullable(lines.get(login));
  }

  /** A login that is not let in. */
  WaitingLogin refuse(LineOutcome end) {
    metrics.refused(end.kind());
    return WaitingLogin.refused(end);
  }

  void leave(WaitingLogin login, WaitingLogin.Place place, LineOutcome end, Instant now) {
    room.leave(place.ticket().principal(), login);
    lines.remove(login);
    metrics.ended(end.kind(), Duration.between(place.since(), now));
    ends.add(() -> login.end().complete(end));
  }

  /** Completes the logins whose wait has ended since the last call; run it without the lock. */
  Runnable ends() {
    List<Runnable> ended = ends;
    ends = new ArrayList<>();
    return () -> ended.forEach(Runnable::run);
  }
}
