package io.azimuth.adapters.azure.pipeline;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.util.context.Context;

/** Errors that come when no caller waits any more; Reactor would log them with all their causes. */
public final class DroppedErrorHook {

  private static final Logger log = LoggerFactory.getLogger(DroppedErrorHook.class);

  /** Where Reactor looks for a hook of one chain. */
  private static final String HOOK = "reactor.onErrorDropped.local";

  private DroppedErrorHook() {}

  public static Context install(Context context) {
    return context.put(HOOK, (Consumer<Throwable>) DroppedErrorHook::logDropped);
  }

  private static void logDropped(Throwable thrown) {
    log.debug("a call failed after its end: {}", thrown.getClass().getSimpleName());
  }
}
