package io.azimuth.domain.azure.watch;

/**
 * How many machines may be gone at once. Azure also answers 404 for what the server may no longer
 * see, and operators err; when more are gone than that, nobody's token is revoked.
 */
public final class WatchCap {

  /** So many may always be gone, also where few machines are watched. */
  public static final int ALWAYS = 5;

  /** One of that many machines may be gone: 20 %. */
  public static final int ONE_OF = 5;

  private WatchCap() {}

  /** Whether that many gone machines of those that are watched are more than is believed. */
  public static boolean isExceeded(int watched, int gone) {
    return gone > Math.max(ALWAYS, watched / ONE_OF);
  }
}
