package io.azimuth.adapters.http;

/** The time in which a body arrives without costing a worker; on the I/O thread throughout. */
final class Prefetch {

  private final Conversation talk;
  private final IncomingBody incoming;
  private boolean over;

  Prefetch(Conversation talk, IncomingBody incoming) {
    this.talk = talk;
    this.incoming = incoming;
  }

  void start(Runnable ready) {
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
  void expire() {
    if (!over) {
      over = true;
      incoming.stopPrefetch();
      talk.closeAfterwards();
      talk.answer(HttpAnswer.timedOut());
    }
  }
}
