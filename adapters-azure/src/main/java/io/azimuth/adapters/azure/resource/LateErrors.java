package io.azimuth.adapters.azure.resource;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.util.context.Context;

/** Errors that come when nobody waits any more; Reactor would log them with all their causes. */
final class LateErrors {

  private static final Logger log = LoggerFactory.getLogger(LateErrors.class);

  /** Where Reactor looks for a hook of one chain. */
  private static final String HOOK = "reactor.onErrorDropped.local";

  private LateErrors() {}

  static Context quiet(Context context) {
    return context.put(HOOK, (Consumer<Throwable>) LateErrors::mention);
  }

  private static void mention(Throwable thrown) {
    log.debug("a call failed after its end: {}", thrown.getClass().getSimpleName());
  }
}
