package io.azimuth.azure.port;

import io.azimuth.domain.azure.id.ResourceId;
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
   * Whether Resource Manager can be asked at all: signs in and asks something that needs no right.
   * Blocks at most for the limit.
   *
   * @return done with how long the answer took
   */
  default AzureAnswer<Duration> probe(DirectoryAccess access, Duration limit) {
    return new AzureAnswer.Unavailable<>("this directory cannot be probed", Duration.ZERO);
  }

  /**
   * Does beforehand what the first question would have to wait for, and asks nobody. Takes seconds
   * of work; for a thread in the background.
   */
  default void prepare() {}
}
