package io.azimuth.application.seal;

import java.util.List;

/**
 * How somebody wants a key to be handed out, not checked yet.
 *
 * @param shares 0 where nothing is wanted
 * @param threshold 0 where nothing is wanted
 * @param pgpKeys to encrypt the shares with, in their order
 */
public record ShareWish(int shares, int threshold, List<String> pgpKeys) {

  /** Nothing wanted. */
  public static final ShareWish NONE = new ShareWish(0, 0, List.of());

  public ShareWish {
    pgpKeys = List.copyOf(pgpKeys);
  }

  /** Whether nothing is wanted. */
  boolean isNone() {
    return shares == 0 && threshold == 0 && pgpKeys.isEmpty();
  }
}
