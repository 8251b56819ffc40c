package io.azimuth.bootstrap.client.browser;

import java.net.URI;

/** Opens pages for the person at this machine. */
@FunctionalInterface
public interface Browser {

  /** A browser that opens nothing. */
  Browser NONE = page -> false;

  /** Opens the page; returns whether something was started that does so. Does not wait for it. */
  boolean open(URI page);
}
