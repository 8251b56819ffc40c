package io.azimuth.azure.line;

import io.azimuth.azure.directory.ResourceFactsQuery;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.domain.azure.id.SubscriptionId;

/**
 * What has a line of its own. Azure counts the reads of one identity in one subscription.
 *
 * @param mount the uuid of the mount, whose identity asks
 * @param version of its configuration
 * @param cloud that is asked
 * @param tenant to which the identity signs in
 * @param subscription of the resources
 */
record LineKey(
    String mount, long version, String cloud, String tenant, SubscriptionId subscription) {

  static LineKey of(ResourceFactsQuery query) {
    DirectoryAccess access = query.access();
    return new LineKey(
        access.mount(),
        access.version(),
        access.cloud(),
        access.tenant(),
        query.id().subscription());
  }
}
