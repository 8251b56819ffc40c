package io.azimuth.adapters.http.request;

import io.azimuth.adapters.http.answer.HttpAnswer;
import io.azimuth.adapters.http.answer.HttpExchangeSession;
import io.azimuth.spi.api.RefusedException;

/**
 * The time in which a body may arrive before a worker is needed. All methods run on the I/O thread.
 */
public final class BodyPrefetch {

  private final HttpExchangeSession session;
  private final IncomingBody incoming;
  private boolean over;

  /** A prefetch of that body, not started yet. */
  public BodyPrefetch(HttpExchangeSession session, IncomingBody incoming) {
    this.session = session;
    this.incoming = incoming;
  }

  /** Reads the beginning of the body, then calls {@code ready} unless the time has expired. */
  public void start(Runnable ready) {
    incoming.prefetch(
        () -> {
          if (!over) {
            over = true;
            ready.run();
          }
        },
        session::cut,
        this::refuse);
  }

  private void refuse(RefusedException refusal) {
    if (!over) {
      over = true;
      session.closeAfterwards();
      session.answer(HttpAnswer.refusal(refusal.refusal()));
    }
  }

  /** Refuses the request with 408 when its body has not arrived yet. */
  public void expire() {
    if (!over) {
      over = true;
      incoming.stopPrefetch();
      session.closeAfterwards();
      session.answer(HttpAnswer.timedOut());
    }
  }
}
