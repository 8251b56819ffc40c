package io.azimuth.application.seal.share;

import java.util.List;

/**
 * How somebody wants a key to be handed out, not checked yet.
 *
 * @param shares 0 where nothing is wanted
 * @param threshold 0 where nothing is wanted
 * @param pgpKeys to encrypt the shares with, in their order
 */
public record ShareRequest(int shares, int threshold, List<String> pgpKeys) {

  /** Nothing wanted. */
  public static final ShareRequest NONE = new ShareRequest(0, 0, List.of());

  public ShareRequest {
    pgpKeys = List.copyOf(pgpKeys);
  }

  /** Whether nothing is wanted. */
  public boolean isNone() {
    return shares == 0 && threshold == 0 && pgpKeys.isEmpty();
  }
}
