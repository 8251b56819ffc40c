package io.azimuth.application.port.store;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import java.util.List;

/** Mounts by path. */
public interface MountRecords {

  /** All mounts, in order of their path. */
  List<Mount> all();

  /** Stages a mount, new or changed. */
  void put(Mount mount);

  /** Stages the removal of a mount; its storage and tokens are deleted in the background. */
  void remove(MountPath path);
}
