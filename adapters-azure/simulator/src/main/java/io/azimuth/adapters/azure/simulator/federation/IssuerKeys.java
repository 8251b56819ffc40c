package io.azimuth.adapters.azure.simulator.federation;

import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The keys of issuers that credentials name, fetched and kept. */
public final class IssuerKeys {

  /** The most threads that wait for issuers, so that some stay free for other requests. */
  static final int MAX_WAITING = 8;

  private static final Duration LIFETIME = Duration.ofHours(24);

  private final IssuerFetch fetch;
  private final Clock clock;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Semaphore waiting = new Semaphore(MAX_WAITING);
  private final AtomicLong fetches = new AtomicLong();
  private volatile IssuerCaching caching = IssuerCaching.REFETCH_UNKNOWN;

  public IssuerKeys(IssuerFetch fetch, Clock clock) {
    this.fetch = fetch;
    this.clock = clock;
  }

  /** Keys with the time of their fetch; its lock allows one fetch at a time. */
  private static final class Kept {
    private @Nullable Map<String, PublicKey> keys;
    private Instant since = Instant.EPOCH;
  }

  /** The result of a look-up in the issuer's keys. */
  record Found(Optional<PublicKey> key) {}

  /**
   * The issuer's key of that id.
   *
   * @return empty when too many requests wait for issuers
   */
  Optional<Found> find(String issuer, String keyId) throws IssuerUnavailableException {
    if (!waiting.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Found(lookUp(issuer, keyId)));
    } finally {
      waiting.release();
    }
  }

  private Optional<PublicKey> lookUp(String issuer, String keyId)
      throws IssuerUnavailableException {
    Kept entry = kept.computeIfAbsent(issuer, it -> new Kept());
    synchronized (entry) {
      Map<String, PublicKey> keys = entry.keys;
      if (keys == null || !isGood(entry, keys, keyId)) {
        fetches.incrementAndGet();
        keys = fetch.keys(issuer);
        entry.keys = keys;
        entry.since = clock.instant();
      }
      return Optional.ofNullable(keys.get(keyId));
    }
  }

  private boolean isGood(Kept entry, Map<String, PublicKey> keys, String keyId) {
    boolean young = clock.instant().isBefore(entry.since.plus(LIFETIME));
    return switch (caching) {
      case REFETCH_UNKNOWN -> young && keys.containsKey(keyId);
      case KEEP -> young;
      case NEVER -> false;
    };
  }

  /** How often an issuer was asked, in vain or not. */
  public long fetches() {
    return fetches.get();
  }

  public void caching(IssuerCaching other) {
    caching = other;
  }

  /** The next assertion of each issuer makes a fetch. */
  public void forget() {
    kept.clear();
  }

  void restore() {
    forget();
    fetches.set(0);
    caching = IssuerCaching.REFETCH_UNKNOWN;
  }
}
