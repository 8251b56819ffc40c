package io.azimuth.application.port.azure;

import io.azimuth.domain.azure.ResourceId;
import java.time.Duration;

/**
 * Azure Resource Manager, asked once per call: no cache, no sharing of flights. Safe for use by
 * many threads.
 */
public interface ResourceDirectory {

  /**
   * What Azure says of the resource: a virtual machine, a scale set, a user-assigned identity, or
   * any other resource by its id. The answer's id equals the one asked for; everything about the
   * host, the redirects, the pages and the sizes that Azure's answers may have is bounded. Blocks
   * at most for the limit.
   */
  DirectoryAnswer find(DirectoryAccess access, ResourceId id, Duration limit);

  /**
   * Does beforehand what the first question would have to wait for, and asks nobody. Takes seconds
   * of work; for a thread in the background.
   */
  default void prepare() {}
}
