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

  private final LruCache<String, OfMount> mounts = new LruCache<>(MOUNTS);

  public RecentRefusals() {}

  void add(String mountUuid, RefusedLogin login) {
    mounts.get(mountUuid, uuid -> new OfMount()).add(login);
  }

  /** The latest ones of the mount, at most this number, the newest first. */
  List<RefusedLogin> latest(String mountUuid, int limit) {
    return mounts.find(mountUuid).map(OfMount::all).orElse(List.of()).stream()
        .sorted(Comparator.comparing(RefusedLogin::time).reversed())
        .limit(limit)
        .toList();
  }

  /** Forgets those of a mount that is removed. */
  public void forget(String mountUuid) {
    mounts.find(mountUuid).ifPresent(those -> mounts.remove(mountUuid, those));
  }

  private static final class OfMount {

    private final FairRing genuine = new FairRing(PER_MOUNT / 2);
    private final FairRing forged = new FairRing(PER_MOUNT / 2);

    synchronized void add(RefusedLogin login) {
      (login.genuine() ? genuine : forged).add(login);
    }

    // Newest first, for those at the same time.
    synchronized List<RefusedLogin> all() {
      List<RefusedLogin> all = new ArrayList<>();
      Stream.of(forged, genuine).forEach(ring -> all.addAll(ring.all()));
      Collections.reverse(all);
      return all;
    }
  }
}
