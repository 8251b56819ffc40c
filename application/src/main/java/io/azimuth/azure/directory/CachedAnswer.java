package io.azimuth.azure.directory;

import java.util.Objects;

/**
 * What is known of something in Azure.
 *
 * @param answer Azure's
 * @param source how it is known
 */
public record CachedAnswer<A>(A answer, Source source) {

  public CachedAnswer {
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(source, "source");
  }

  /** How it is known. */
  public enum Source {
    /** Asked for this very login. */
    ASKED,
    /** Remembered, and as good as new. */
    CACHED,
    /** Remembered, past its time, since Azure is away. */
    STALE
  }
}
