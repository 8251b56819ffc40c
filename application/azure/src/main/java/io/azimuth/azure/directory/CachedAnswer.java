package io.azimuth.azure.directory;

import java.util.Objects;

/**
 * An answer of Azure, with its source.
 *
 * @param answer the answer of Azure
 * @param source the source of the answer
 */
public record CachedAnswer<A>(A answer, Source source) {

  public CachedAnswer {
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(source, "source");
  }

  public enum Source {
    /** Asked during this login. */
    ASKED,
    /** Cached and fresh. */
    CACHED,
    /** Cached and expired; used because Azure is unavailable. */
    STALE
  }
}
