package io.azimuth.application.seal.share;

import io.azimuth.domain.secret.SecretBytes;
import java.util.ArrayList;
import java.util.List;

/** The shares that were handed in, each once. For use under the lock of the collector. */
public final class ShareCollection {

  private final List<SecretBytes> shares = new ArrayList<>();

  /** Takes the share, which {@link #wipe} wipes; a share that is already there changes nothing. */
  public void add(SecretBytes share) {
    if (shares.contains(share)) {
      share.wipe();
    } else {
      shares.add(share);
    }
  }

  /** How many different shares were handed in. */
  public int size() {
    return shares.size();
  }

  /** The shares, in the order in which they came. */
  public List<SecretBytes> all() {
    return List.copyOf(shares);
  }

  /** Wipes and drops all shares. */
  public void wipe() {
    shares.forEach(SecretBytes::wipe);
    shares.clear();
  }
}
