package io.azimuth.application.seal.share;

import io.azimuth.domain.secret.SecretBytes;
import java.util.ArrayList;
import java.util.List;

/** Shares as people hand them in, each once. For use under the lock of whoever collects. */
public final class ShareCollection {

  private final List<SecretBytes> shares = new ArrayList<>();

  /** Takes the share, which is wiped with the others; one that is there already changes nothing. */
  public void add(SecretBytes share) {
    if (shares.contains(share)) {
      share.wipe();
    } else {
      shares.add(share);
    }
  }

  public int size() {
    return shares.size();
  }

  public List<SecretBytes> all() {
    return List.copyOf(shares);
  }

  /** Forgets them all. */
  public void wipe() {
    shares.forEach(SecretBytes::wipe);
    shares.clear();
  }
}
