package io.azimuth.spi;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.Mount;
import java.util.List;
import java.util.Map;

/**
 * A backend that stores or creates secrets, at any path that operators choose. It has one or more
 * forms, and the options of a mount decide which one serves it.
 */
public interface SecretsEngine {

  /** The type, as {@code sys/mounts} and {@code mount_type} in answers show it. */
  String type();

  /** Other types that operators may use for it, each with the options that it implies. */
  default Map<String, Map<String, String>> otherNames() {
    return Map.of();
  }

  /** All its forms; the same objects each time. */
  List<Backend> backends();

  /** The form that serves mounts with these options. */
  Backend backendFor(Map<String, String> options);

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
  List<String> change(Mount mount, Map<String, String> options, UnitOfWork work);

  /**
   * Runs the periodic tasks of this mount. Called in the background about every second while the
   * server is unsealed and this node may do background work. Commits its own writes, with
   * preconditions, because another node may do the same.
   */
  default void maintain(Mount mount, UnitOfWork work) {}
}
