package io.azimuth.azure.port;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.ResourceId;
import java.time.Duration;

/**
 * Reads resources from Azure Resource Manager, once per call: no cache, and no sharing of running
 * calls. Safe for use by many threads.
 */
public interface ResourceDirectory {

  /**
   * What Azure returns for the resource: a virtual machine, a scale set, a user-assigned identity,
   * or any other resource by its id. The id of the answer equals the requested one. The host,
   * redirects, pages and sizes of Azure's answers are limited. Blocks at most for the limit.
   */
  DirectoryAnswer find(DirectoryAccess access, ResourceId id, Duration limit);

  /**
   * Whether Resource Manager is available: signs in and makes a call that needs no role assignment.
   * Blocks at most for the limit.
   *
   * @return done with the time that the answer took
   */
  default AzureAnswer<Duration> probe(DirectoryAccess access, Duration limit) {
    return new AzureAnswer.Unavailable<>("this directory cannot be probed", Duration.ZERO);
  }

  /**
   * Does in advance the work that the first call would wait for, without a call to Azure. Takes
   * seconds of processor time; call it in the background.
   */
  default void prepare() {}
}
