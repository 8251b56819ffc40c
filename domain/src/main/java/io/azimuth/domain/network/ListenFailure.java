package io.azimuth.domain.network;

import java.util.Locale;

/** Why an address cannot be listened on. The JDK has the words of the operating system only. */
public final class ListenFailure {

  private ListenFailure() {}

  /** The reason, after a colon; empty when it is not a known one. */
  public static String reason(Exception failure) {
    String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (said.contains("in use")) {
      return ": another process uses the port";
    }
    if (said.contains("permission denied")) {
      return ": permission denied (ports below 1024 need the capability CAP_NET_BIND_SERVICE)";
    }
    return said.contains("cannot assign") || said.contains("can't assign")
        ? ": this machine has no such address"
        : "";
  }
}
