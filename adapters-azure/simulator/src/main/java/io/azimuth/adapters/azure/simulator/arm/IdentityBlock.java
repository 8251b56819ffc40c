package io.azimuth.adapters.azure.simulator.arm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azimuth.adapters.azure.simulator.fleet.MachineIdentities;
import io.azimuth.adapters.azure.simulator.fleet.ResourceTypes;
import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import io.azimuth.adapters.azure.simulator.state.CatalogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The member {@code identity} of a resource, in its provider's own style. */
final class IdentityBlock {

  private IdentityBlock() {}

  /** Nothing when the resource has no identity. */
  static Optional<ObjectNode> of(CatalogEntry entry) {
    MachineIdentities identities = entry.identities();
    boolean hasUserAssigned = !identities.userAssigned().isEmpty();
    if (identities.systemAssigned().isEmpty() && !hasUserAssigned) {
      return Optional.empty();
    }
    ObjectNode block = JsonNodeFactory.instance.objectNode();
    block.put("type", type(entry));
    identities
        .systemAssigned()
        .ifPresent(
            it -> block.put("principalId", it.principalId()).put("tenantId", entry.tenantId()));
    if (hasUserAssigned) {
      block.set("userAssignedIdentities", entries(entry));
    }
    return Optional.of(block);
  }

  private static String type(CatalogEntry entry) {
    List<String> kinds = new ArrayList<>();
    if (entry.identities().systemAssigned().isPresent()) {
      kinds.add("SystemAssigned");
    }
    if (!entry.identities().userAssigned().isEmpty()) {
      kinds.add("UserAssigned");
    }
    return String.join(isSite(entry) ? "," : ", ", kinds);
  }

  private static ObjectNode entries(CatalogEntry entry) {
    ObjectNode entries = JsonNodeFactory.instance.objectNode();
    for (SeededIdentity identity : entry.identities().userAssigned()) {
      ObjectNode ids = entries.putObject(key(entry, identity));
      // Azure leaves the ids out of flexible sets.
      if (entry.kind() != CatalogEntry.Kind.FLEXIBLE_SET) {
        ids.put("principalId", identity.principalId()).put("clientId", identity.clientId());
      }
    }
    return entries;
  }

  /** App Service writes the ids in another casing. */
  private static String key(CatalogEntry entry, SeededIdentity identity) {
    return identity
        .resource()
        .map(it -> isSite(entry) ? it.claimId() : it.armId())
        .orElseThrow(() -> new IllegalStateException("a lent identity is a resource"));
  }

  private static boolean isSite(CatalogEntry entry) {
    return entry.resource().type().equals(ResourceTypes.SITE);
  }
}
