package io.azimuth.bootstrap.client;

import java.util.regex.Pattern;

/** Tells this machine's own addresses by their form; asks no name service. */
public final class Loopback {

  private static final Pattern V4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");

  private Loopback() {}

  /** Whether the host, as a URI or a listener has it, is this machine and nothing else. */
  public static boolean names(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || host.equals("[::1]")
        || V4.matcher(host).matches();
  }
}
