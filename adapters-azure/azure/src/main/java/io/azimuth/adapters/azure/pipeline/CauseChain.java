package io.azimuth.adapters.azure.pipeline;

import java.util.Optional;
import java.util.stream.Stream;

/** The chain of causes, in which the SDK hides what happened. */
public final class CauseChain {

  /** Deeper than any chain that was seen; a chain may be a ring. */
  private static final int MAX_DEPTH = 32;

  private CauseChain() {}

  public static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
    return chain(thrown).filter(type::isInstance).map(type::cast).findFirst();
  }

  public static boolean has(Throwable thrown, Class<? extends Throwable> type) {
    return chain(thrown).anyMatch(type::isInstance);
  }

  /** What the innermost cause is; its message may quote anything. */
  public static String rootName(Throwable thrown) {
    return chain(thrown).reduce(thrown, (outer, inner) -> inner).getClass().getSimpleName();
  }

  private static Stream<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, t -> t != null, Throwable::getCause).limit(MAX_DEPTH);
  }
}
