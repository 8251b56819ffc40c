package io.azimuth.application.mount;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All mounts of one epoch. Immutable. */
public final class MountTable {

  private final List<Mount> mounts;
  private final Map<String, Mount> byPath;
  private final Map<String, Mount> byAccessor;

  /** A table of these mounts, which must not overlap. */
  public MountTable(List<Mount> mounts) {
    this.mounts = List.copyOf(mounts);
    this.byPath = new HashMap<>();
    this.byAccessor = new HashMap<>();
    for (Mount mount : mounts) {
      byPath.put(mount.path().text(), mount);
      byAccessor.put(mount.accessor(), mount);
    }
  }

  /** In order of their path. */
  public List<Mount> mounts() {
    return mounts;
  }

  /** The mount that serves the path: the longest mount path that the path begins with. */
  public Optional<Mount> serving(String path) {
    // Not beyond the longest mount path: a stranger may send a path of very many slashes.
    for (int slash = path.lastIndexOf('/', MountPath.MAX_LENGTH - 1);
        slash > 0;
        slash = path.lastIndexOf('/', slash - 1)) {
      Mount mount = byPath.get(path.substring(0, slash + 1));
      if (mount != null) {
        return Optional.of(mount);
      }
    }
    return Optional.empty();
  }

  /** The mount at exactly this path. */
  public Optional<Mount> at(MountPath path) {
    return Optional.ofNullable(byPath.get(path.text()));
  }

  public Optional<Mount> withAccessor(String accessor) {
    return Optional.ofNullable(byAccessor.get(accessor));
  }

  /** A mount whose path conflicts with this one: the same, above it or below it. */
  public Optional<Mount> overlapping(MountPath path) {
    return mounts.stream().filter(mount -> mount.path().overlaps(path)).findFirst();
  }
}
