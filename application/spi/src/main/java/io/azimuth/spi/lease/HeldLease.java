package io.azimuth.spi.lease;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A lease of a mount, as its engine sees it.
 *
 * @param name the random part of its id, as {@link LeaseDraft#name} returned it
 * @param path the path of the request that asked for it, which begins with that of the mount and
 *     has no slash at its end
 * @param issuedAt when it began
 * @param pending whether no caller got it: its request ended before its answer was durable, so its
 *     secret may exist or not
 * @param kept what the engine gave to be kept with it
 */
public record HeldLease(
    String name, String path, Instant issuedAt, boolean pending, Map<String, String> kept) {

  public HeldLease {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(issuedAt, "issuedAt");
    kept = Map.copyOf(kept);
  }
}
