package io.azimuth.domain.policy.lint;

import io.azimuth.domain.policy.Capability;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The paths that a server serves at present, as far as they are known; {@link PolicyLint} compares
 * rules with them.
 *
 * @param mounts all mounts
 */
public record RouteInventory(List<Mount> mounts) {

  /** Keeps a copy. */
  public RouteInventory {
    mounts = List.copyOf(mounts);
  }

  /**
   * A mount.
   *
   * @param path with a slash at its end
   * @param routes the routes that it serves; empty where they are not known
   */
  public record Mount(String path, Optional<List<Route>> routes) {

    /** Keeps a copy. */
    public Mount {
      routes = routes.map(List::copyOf);
    }
  }

  /**
   * One route of a mount.
   *
   * @param path below the mount: literal segments, {@code :name} for any one, {@code :name*} for
   *     one or more
   * @param list whether it lists, so that its requests end in a slash
   * @param asked the capabilities that a caller needs; none where the route is public
   */
  public record Route(String path, boolean list, Set<Capability> asked) {

    /** Keeps a copy. */
    public Route {
      Set<Capability> copy = EnumSet.noneOf(Capability.class);
      copy.addAll(asked);
      asked = Collections.unmodifiableSet(copy);
    }
  }
}
