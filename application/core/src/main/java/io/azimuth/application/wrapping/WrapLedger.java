package io.azimuth.application.wrapping;

import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Limits what callers have wrapped: wrapped answers are kept for up to the server's longest
 * lifetime, also when their caller's token has ended, so without limits one caller could fill the
 * disk. A caller is an entity, or a token that has none. A caller with {@code sudo} on {@code
 * sys/wrapping/wrap} is not limited, and a login is not, because it is no caller yet.
 *
 * <p>It counts in the memory of this process, from its start on, so that two requests of a caller
 * never wait for each other. Safe for use by many threads.
 */
@Singleton
public final class WrapLedger {

  /** The most answers of one caller. */
  static final int MOST_ANSWERS = 10_000;

  /** The most bytes of the answers of one caller; the last one may exceed it. */
  static final long MOST_BYTES = 64 << 20;

  /** The most callers that are counted apart; further ones share one count. */
  static final int MOST_CALLERS = 4_096;

  private static final String OTHERS = "";
  private static final String UNLIMITED = "sys/wrapping/wrap";

  private final Map<String, WrappedUse> uses = new HashMap<>();

  @Inject
  WrapLedger() {}

  /**
   * Room for an answer to this caller. Call it before the request has any effect.
   *
   * @throws RefusedException with {@code RATE_LIMITED} when there is none
   */
  public Room room(Optional<AuthenticatedCaller> caller, Instant now) {
    Optional<String> limited =
        caller.filter(it -> !it.acl().hasSudo(UNLIMITED)).map(WrapLedger::name);
    limited.ifPresent(name -> requireRoom(name, now));
    return new Room(limited);
  }

  // A space: no id of an entity has one.
  private static String name(AuthenticatedCaller caller) {
    return caller.credential().entityId().orElseGet(() -> "token " + caller.hash().hex());
  }

  private synchronized void requireRoom(String caller, Instant now) {
    WrappedUse use = uses.get(known(caller));
    if (use != null && !use.hasRoom(now)) {
      throw new RefusedException(
          ErrorCategory.RATE_LIMITED,
          "too many of your wrapped answers are kept (10,000, or 64 MiB): wait until some have"
              + " ended, or use a shorter X-Vault-Wrap-TTL");
    }
  }

  private synchronized void add(String caller, long bytes, Duration ttl, Instant now) {
    if (!uses.containsKey(caller) && uses.size() >= MOST_CALLERS) {
      uses.values().removeIf(use -> use.isNone(now));
    }
    uses.computeIfAbsent(known(caller), name -> new WrappedUse()).add(bytes, ttl, now);
  }

  private String known(String caller) {
    return uses.containsKey(caller) || uses.size() < MOST_CALLERS ? caller : OTHERS;
  }

  /** The room of one request for its answer. For use by one thread at a time. */
  public final class Room {

    private final Optional<String> caller;
    private boolean taken;

    private Room(Optional<String> caller) {
      this.caller = caller;
    }

    /** Counts the answer; once, however often the request is tried. */
    void take(long bytes, Duration ttl, Instant now) {
      if (!taken) {
        taken = true;
        caller.ifPresent(name -> add(name, bytes, ttl, now));
      }
    }
  }
}
