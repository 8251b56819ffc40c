package io.azimuth.spi.route;

import io.azimuth.spi.remote.Deadline;
import java.time.Duration;

/**
 * One run of a handler: the request, and what the handler may do for it. The server implements it;
 * it grows by further methods only. For use by one thread at a time.
 */
public interface Call extends CallInput, CallEffects {

  /**
   * Changes how long the caller waits: from now on {@link #deadline} ends that time after the
   * beginning of the request, at most a minute. For a caller that waits for its turn, which is
   * known to come, and never for an answer that may never come; when the server stops, such a wait
   * ends at once. A plugin of a jar changes nothing by it.
   *
   * @return the deadline as it is now
   */
  default Deadline lasting(Duration time) {
    return deadline();
  }
}
