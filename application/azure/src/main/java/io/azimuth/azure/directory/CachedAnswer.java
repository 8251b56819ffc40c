package io.azimuth.azure.directory;

/**
 * An answer of Azure, with its source.
 *
 * @param answer the answer of Azure
 * @param listed whether it comes from a list, so that this machine was not asked for by itself
 */
public record CachedAnswer<A>(A answer, Source source, boolean listed) {

  /** An answer that comes from no list. */
  public CachedAnswer(A answer, Source source) {
    this(answer, source, false);
  }

  /** Another answer of the same source. */
  public <B> CachedAnswer<B> with(B other) {
    return new CachedAnswer<>(other, source, listed);
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
