package io.azimuth.jwt.signin;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.network.ClientNetwork;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.remote.LruCache;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many logins with a browser may begin at this node. Anybody can begin one, and each is kept
 * for minutes. A client that begins too many is refused before it takes the room of others. Its
 * share is small once half of the room is taken, so that some clients with many networks do not
 * take all of it.
 */
public final class SignInBudget {

  /** The most that begin at a mount within the time that one is kept. */
  static final int OF_MOUNT = 10_000;

  /** The most of them that one client begins: a share, but enough for the people of an office. */
  static final int OF_CLIENT = 500;

  /** The share of a client once half of the room is taken. */
  static final int OF_CLIENT_WHEN_FULL = 10;

  private static final int SITE_BITS = 48;
  private static final int CLIENTS_OF_SITE = 2;

  private static final int MAX_MOUNTS = 1_000;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final LruCache<String, Window> windows = new LruCache<>(MAX_MOUNTS);

  public SignInBudget() {}

  /** Counts a login that begins, or returns why there is no room for it. */
  Optional<Refusal> take(String mountUuid, ClientNetwork client, Instant now) {
    return windows
        .get(mountUuid, uuid -> new Window(now))
        .take(client, now)
        .map(refusal -> refusal.retryAfter(RETRY_AFTER));
  }

  /** The logins that began since a moment. */
  private static final class Window {

    private final Map<ClientNetwork, Integer> ofClients = new HashMap<>();
    private final Map<Long, Integer> ofSites = new HashMap<>();
    private Instant begin;
    private int all;

    Window(Instant begin) {
      this.begin = begin;
    }

    synchronized Optional<Refusal> take(ClientNetwork client, Instant now) {
      // Also when the clock was set back.
      if (now.isBefore(begin) || !now.isBefore(begin.plus(PendingSignIns.LIFETIME))) {
        begin = now;
        all = 0;
        ofClients.clear();
        ofSites.clear();
      }
      int share = all < OF_MOUNT / 2 ? OF_CLIENT : OF_CLIENT_WHEN_FULL;
      if (ofClients.getOrDefault(client, 0) >= share
          || (client.v6() && ofSites.getOrDefault(site(client), 0) >= CLIENTS_OF_SITE * share)) {
        return Optional.of(
            Refusal.of(
                ErrorCategory.RATE_LIMITED,
                "too many logins with a browser began at this address"));
      }
      if (all >= OF_MOUNT) {
        return Optional.of(
            Refusal.of(ErrorCategory.OVERLOADED, "too many logins with a browser are under way"));
      }
      all++;
      ofClients.merge(client, 1, Integer::sum);
      if (client.v6()) {
        ofSites.merge(site(client), 1, Integer::sum);
      }
      return Optional.empty();
    }

    // The holder of an IPv6 site, a /48, has 65,536 of the networks that count as one client.
    private static long site(ClientNetwork client) {
      return client.bits() >>> (Long.SIZE - SITE_BITS);
    }
  }
}
