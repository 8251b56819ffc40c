package io.azimuth.kubernetes.login;

import io.azimuth.spi.web.WebAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits the calls that are under way to each API server: strangers can cause calls, and one server
 * that hangs must not use up those to all other systems. Safe for use by many threads.
 */
final class ClusterCallLimit {

  /** The most calls at a time to one server. */
  static final int MAX_CALLS = 32;

  private final Map<WebAddress, Integer> underWay = new ConcurrentHashMap<>();

  /** Whether one more call may begin; if so, {@link #end} must be called at its end. */
  boolean tryBegin(WebAddress server) {
    if (underWay.merge(server, 1, Integer::sum) <= MAX_CALLS) {
      return true;
    }
    end(server);
    return false;
  }

  void end(WebAddress server) {
    underWay.merge(server, -1, Integer::sum);
    underWay.remove(server, 0);
  }

  /** How many servers are being called. */
  int servers() {
    return underWay.size();
  }
}
