package io.azimuth.azure.grace;

import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;

/**
 * Whose proof it is: a resource of a cloud, with one of its identities.
 *
 * @param cloud the name of the cloud
 * @param principal the principal that logs in; of an instance of a uniform scale set, which shares
 *     its principal with all others, the id of the attested machine
 */
public record ProvedMachine(String cloud, ResourceId resource, PrincipalId principal) {

  /** The same text for equal machines, and another one for others. */
  String canonical() {
    return String.join("\n", cloud, resource.canonical(), principal.value());
  }
}
