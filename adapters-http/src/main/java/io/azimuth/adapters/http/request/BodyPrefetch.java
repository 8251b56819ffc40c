package io.azimuth.adapters.http.request;

import io.azimuth.adapters.http.answer.HttpAnswer;
import io.azimuth.adapters.http.answer.HttpExchangeSession;

/** The time in which a body arrives without costing a worker; on the I/O thread throughout. */
public final class BodyPrefetch {

  private final HttpExchangeSession talk;
  private final IncomingBody incoming;
  private boolean over;

  public BodyPrefetch(HttpExchangeSession talk, IncomingBody incoming) {
    this.talk = talk;
    this.incoming = incoming;
  }

  public void start(Runnable ready) {
    incoming.prefetch(
        () -> {
          if (!over) {
            over = true;
            ready.run();
          }
        },
        talk::cut);
  }

  /** The client was too slow. */
  public void expire() {
    if (!over) {
      over = true;
      incoming.stopPrefetch();
      talk.closeAfterwards();
      talk.answer(HttpAnswer.timedOut());
    }
  }
}
