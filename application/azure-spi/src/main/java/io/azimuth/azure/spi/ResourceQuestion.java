package io.azimuth.azure.spi;

import io.azimuth.domain.azure.id.ResourceId;
import java.util.Objects;

/**
 * A question for the facts of one resource. New versions only add components.
 *
 * @param cloud the name of the cloud, in its canonical spelling
 * @param tenant the tenant of the mount that asks, as its configuration names it: an id or a domain
 * @param id the id of the resource
 */
public record ResourceQuestion(String cloud, String tenant, ResourceId id) {

  public ResourceQuestion {
    Objects.requireNonNull(cloud, "cloud");
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(id, "id");
  }
}
