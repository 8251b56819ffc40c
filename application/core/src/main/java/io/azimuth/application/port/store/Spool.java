package io.azimuth.application.port.store;

import java.io.IOException;

/** Where bytes wait that are too many for memory: on a disk, out of sight of other users. */
@FunctionalInterface
public interface Spool {

  /**
   * An empty file, which ends with its last owner, also when the process is killed.
   *
   * @param name the name of the file in a download
   * @param whenClosed what to do when the file is closed, once; not done when this method throws
   * @throws IOException when the file cannot be made; none is left then
   */
  SpoolFile open(String name, Runnable whenClosed) throws IOException;
}
