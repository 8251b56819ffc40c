package io.azimuth.bootstrap.client;

import java.util.regex.Pattern;

/** Recognizes the loopback addresses by their form, without a name lookup. */
public final class Loopback {

  private static final Pattern V4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");

  private Loopback() {}

  /** Whether the host, as written in a URI or a listener, can only be this machine. */
  public static boolean names(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || host.equals("[::1]")
        || V4.matcher(host).matches();
  }
}
