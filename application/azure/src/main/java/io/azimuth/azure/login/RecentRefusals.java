package io.azimuth.azure.login;

import io.azimuth.spi.remote.LruCache;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The latest refused logins of each mount at this server, in memory and bounded. Those with a token
 * that the tenant did not sign are kept apart, so that no stranger pushes the others out. Safe for
 * use by many threads.
 */
public final class RecentRefusals {

  /** How many of a mount are kept, genuine and forged tokens together. */
  static final int PER_MOUNT = 200;

  private static final int MOUNTS = 32; // those that refused a login last

  // Apart, so that forged tokens at many mounts push out no genuine ones either.
  private final LruCache<String, FairRing> genuine = new LruCache<>(MOUNTS);
  private final LruCache<String, FairRing> forged = new LruCache<>(MOUNTS);

  public RecentRefusals() {}

  void add(String mountUuid, RefusedLogin login) {
    FairRing ring =
        (login.genuine() ? genuine : forged).get(mountUuid, uuid -> new FairRing(PER_MOUNT / 2));
    synchronized (ring) {
      ring.add(login);
    }
  }

  /** The latest ones of the mount, at most this number, the newest first. */
  List<RefusedLogin> latest(String mountUuid, int limit) {
    List<RefusedLogin> all = new ArrayList<>();
    Stream.of(forged, genuine)
        .flatMap(rings -> rings.find(mountUuid).stream())
        .forEach(ring -> addAll(ring, all));
    Collections.reverse(all); // newest first, for those at the same time
    return all.stream()
        .sorted(Comparator.comparing(RefusedLogin::time).reversed())
        .limit(limit)
        .toList();
  }

  private static void addAll(FairRing ring, List<RefusedLogin> all) {
    synchronized (ring) {
      all.addAll(ring.all());
    }
  }

  /** Forgets those of a mount that is removed. */
  public void forget(String mountUuid) {
    Stream.of(forged, genuine)
        .forEach(rings -> rings.find(mountUuid).ifPresent(ring -> rings.remove(mountUuid, ring)));
  }
}
