package io.azimuth.application.lease;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The leases that one request has announced, however often its handler ran. */
final class LeaseAnnouncements {

  private final Map<Map<String, String>, AnnouncedLease> byData = new HashMap<>();

  /** The one with that data, announced now if it is not there. */
  AnnouncedLease get(Map<String, String> kept, Supplier<AnnouncedLease> announce) {
    return byData.computeIfAbsent(Map.copyOf(kept), unused -> announce.get());
  }

  /** The next request for that data announces again. */
  void forget(AnnouncedLease one) {
    byData.values().remove(one);
  }
}
