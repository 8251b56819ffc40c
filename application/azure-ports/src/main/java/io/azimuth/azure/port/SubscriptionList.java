package io.azimuth.azure.port;

import io.azimuth.domain.azure.id.SubscriptionId;
import java.util.List;

/**
 * The subscriptions in which the server's own identity has any right.
 *
 * @param complete whether there are no others
 */
public record SubscriptionList(List<SubscriptionId> ids, boolean complete) {

  public SubscriptionList {
    ids = List.copyOf(ids);
  }
}
