package io.azimuth.azure.watch;

import io.azimuth.domain.azure.watch.ResourceWatch;
import java.util.Objects;

/**
 * A holder of tokens that is gone.
 *
 * @param holder who
 * @param gone why and since when
 */
record GoneHolder(TokenHolder holder, ResourceWatch.Gone gone) {

  GoneHolder {
    Objects.requireNonNull(holder, "holder");
    Objects.requireNonNull(gone, "gone");
  }
}
