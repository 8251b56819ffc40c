package io.azimuth.application.seal.share;

import java.util.List;

/**
 * The shares that a request asks for, not checked yet.
 *
 * @param shares 0 when none are asked for
 * @param threshold 0 when none are asked for
 * @param pgpKeys to encrypt the shares with, in their order
 */
public record ShareRequest(int shares, int threshold, List<String> pgpKeys) {

  /** A request without shares. */
  public static final ShareRequest NONE = new ShareRequest(0, 0, List.of());

  public ShareRequest {
    pgpKeys = List.copyOf(pgpKeys);
  }

  /** Whether no shares are asked for. */
  public boolean isNone() {
    return shares == 0 && threshold == 0 && pgpKeys.isEmpty();
  }
}
