package io.azimuth.azure.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * Knows the resources of a cloud, in place of Azure Resource Manager. Its answer about a resource
 * proves the resource: a login is granted when the identity of its token is one of those that the
 * source names.
 *
 * <p>A plugin offers it with {@link io.azimuth.spi.CloudPlugin#service}. Safe for use by many
 * threads. It grows by default methods only.
 */
public interface ResourceSource {

  /**
   * What is known of the resource. The id of facts that are found equals the one in the question;
   * other facts are not used. A resource that the source does not know is absent, and no other
   * service is asked for it.
   *
   * <p>May block, at most for the limit, which is never above ten seconds. The answer is kept as
   * one of Azure's would be: facts for {@code resource_cache_ttl} of the mount, "absent" for 15
   * seconds. It never throws for what it expects: a source that cannot answer now is {@link
   * DirectoryAnswer.Down}.
   */
  DirectoryAnswer find(ResourceQuestion question, Duration limit);

  /**
   * Why the source cannot answer as it should, for the status of a mount, such as a file that
   * cannot be read any more; empty when all is well. Contains no secret, and returns quickly.
   */
  default Optional<String> problem() {
    return Optional.empty();
  }
}
