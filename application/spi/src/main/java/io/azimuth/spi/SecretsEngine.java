package io.azimuth.spi;

import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.lease.LeasedSecrets;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores or creates secrets, at any path that operators choose. It has one or more backends, and
 * the options of a mount decide which one serves it. Called from many threads; no method blocks. It
 * grows by default methods only.
 */
public interface SecretsEngine extends MountPlugin {

  /** Other types that operators may use for it, each with the options that it implies. */
  default Map<String, Map<String, String>> otherNames() {
    return Map.of();
  }

  /** All its backends; the same objects each time. */
  List<Backend> backends();

  /** The backend that serves mounts with these options, which {@link #check} accepted. */
  Backend backendFor(Map<String, String> options);

  /**
   * What it does for the leases of its mounts; empty when it issues none. The same object each
   * time.
   */
  default Optional<LeasedSecrets> leases() {
    return Optional.empty();
  }

  /**
   * Checks the options of a new mount.
   *
   * @throws io.azimuth.spi.api.RefusedException when the options are invalid
   */
  void check(Map<String, String> options);

  /**
   * Checks new options for a mount, and stages the changes of its storage that they need.
   *
   * @param mount the mount before the change
   * @return sentences for the operator
   * @throws io.azimuth.spi.api.RefusedException when it cannot have these options
   */
  List<String> change(Mount mount, Map<String, String> options, MountTransaction transaction);
}
