package io.azimuth.spi;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.Mount;
import java.util.List;
import java.util.Map;

/**
 * Something that keeps or makes secrets, at any path that operators choose. It serves its mounts in
 * one or more forms; which one, the options of a mount decide.
 */
public interface SecretsEngine {

  /** Its type, as {@code sys/mounts} and the answers' {@code mount_type} show it. */
  String type();

  /** Other types that operators may name for it, each with the options that it stands for. */
  default Map<String, Map<String, String>> otherNames() {
    return Map.of();
  }

  /** All its forms; the same objects each time. */
  List<Backend> backends();

  /** The one of its forms that serves mounts with these options. */
  Backend backendFor(Map<String, String> options);

  /**
   * Looks at the options of a new mount.
   *
   * @throws io.azimuth.spi.api.RefusedException when there cannot be such a mount
   */
  void check(Map<String, String> options);

  /**
   * Looks at other options for a mount, and stages what has to be done with its storage.
   *
   * @param mount as it is
   * @return sentences for the operator
   * @throws io.azimuth.spi.api.RefusedException when it cannot have these options
   */
  List<String> change(Mount mount, Map<String, String> options, UnitOfWork work);

  /**
   * Does what is due for this mount without a request. Called in the background every second or so
   * while the server is unsealed and this node may do background work. What it writes it commits
   * itself, with preconditions: another node may do the same.
   */
  default void maintain(Mount mount, UnitOfWork work) {}
}
