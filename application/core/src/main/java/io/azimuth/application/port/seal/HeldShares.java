package io.azimuth.application.port.seal;

import io.azimuth.domain.seal.ShareCounts;
import java.util.List;

/**
 * The shares in which people hold a key.
 *
 * @param counts how many there are and how many are needed
 * @param hashes by which each share is recognised, one for each; none in a store that an earlier
 *     version made
 */
public record HeldShares(ShareCounts counts, List<String> hashes) {

  public HeldShares {
    hashes = List.copyOf(hashes);
  }
}
