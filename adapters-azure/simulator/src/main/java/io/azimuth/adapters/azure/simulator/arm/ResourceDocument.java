package io.azimuth.adapters.azure.simulator.arm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azimuth.adapters.azure.simulator.fleet.ResourceTypes;
import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import io.azimuth.adapters.azure.simulator.fleet.SeededResource;
import io.azimuth.adapters.azure.simulator.state.CatalogEntry;
import java.util.Map;

/** Writes resources as Resource Manager shows them. */
final class ResourceDocument {

  /** How App Service writes locations. */
  private static final Map<String, String> DISPLAY_NAMES =
      Map.of(
          "westeurope", "West Europe",
          "northeurope", "North Europe",
          "eastus", "East US",
          "westus2", "West US 2",
          "germanywestcentral", "Germany West Central");

  private ResourceDocument() {}

  /**
   * The document.
   *
   * @param instanceView whether a virtual machine is shown with its state
   */
  static ObjectNode of(CatalogEntry entry, boolean instanceView) {
    SeededResource resource = entry.resource();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("id", id(entry));
    document.put("name", resource.name());
    document.put("type", resource.type());
    document.put("location", location(resource));
    ObjectNode tags = document.putObject("tags");
    resource.tags().forEach(tags::put);
    if (entry.kind() != CatalogEntry.Kind.USER_ASSIGNED_IDENTITY) {
      IdentityBlock.of(entry).ifPresent(it -> document.set("identity", it));
    }
    describe(entry, document, instanceView);
    return document;
  }

  private static void describe(CatalogEntry entry, ObjectNode document, boolean instanceView) {
    ObjectNode properties = document.putObject("properties");
    switch (entry.kind()) {
      case VIRTUAL_MACHINE -> {
        document.putArray("zones").add("1");
        virtualMachine(entry, properties, instanceView);
      }
      case UNIFORM_INSTANCE -> {
        document.put("instanceId", number(entry));
        properties.put("latestModelApplied", true).put("vmId", entry.vmId());
        properties.put("provisioningState", "Succeeded");
      }
      case UNIFORM_SET -> {
        sku(entry, document);
        properties.put("orchestrationMode", "Uniform").put("singlePlacementGroup", true);
      }
      case FLEXIBLE_SET -> {
        sku(entry, document);
        properties.put("orchestrationMode", "Flexible").put("singlePlacementGroup", false);
      }
      case USER_ASSIGNED_IDENTITY -> identity(entry, properties);
      case OTHER -> other(entry, document, properties);
    }
  }

  // Azure calls the instance of number 3 fleet_3, and ends its id with the number.
  private static String id(CatalogEntry entry) {
    SeededResource resource = entry.resource();
    return entry.kind() == CatalogEntry.Kind.UNIFORM_INSTANCE
        ? entry.scaleSet().orElseThrow().armId() + "/virtualMachines/" + number(entry)
        : resource.armId();
  }

  private static String number(CatalogEntry entry) {
    String name = entry.resource().name();
    return name.substring(name.lastIndexOf('_') + 1);
  }

  private static void virtualMachine(
      CatalogEntry entry, ObjectNode properties, boolean instanceView) {
    properties.put("vmId", entry.vmId()).put("provisioningState", "Succeeded");
    properties.putObject("hardwareProfile").put("vmSize", "Standard_D2s_v3");
    entry
        .scaleSet()
        .ifPresent(it -> properties.putObject("virtualMachineScaleSet").put("id", it.armId()));
    if (instanceView) {
      properties
          .putObject("instanceView")
          .putArray("statuses")
          .addObject()
          .put("code", "PowerState/running")
          .put("level", "Info")
          .put("displayStatus", "VM running");
    }
  }

  private static void sku(CatalogEntry entry, ObjectNode document) {
    document
        .putObject("sku")
        .put("name", "Standard_D2s_v3")
        .put("tier", "Standard")
        .put("capacity", entry.size());
  }

  private static void identity(CatalogEntry entry, ObjectNode properties) {
    properties.put("tenantId", entry.tenantId());
    for (SeededIdentity it : entry.identities().userAssigned()) {
      properties.put("principalId", it.principalId()).put("clientId", it.clientId());
    }
  }

  private static void other(CatalogEntry entry, ObjectNode document, ObjectNode properties) {
    if (entry.resource().type().equals(ResourceTypes.SITE)) {
      document.put("kind", "functionapp,linux");
      properties.put("state", "Running").put("enabled", true);
      return;
    }
    properties.put("provisioningState", "Succeeded");
  }

  private static String location(SeededResource resource) {
    String known = resource.location();
    return resource.type().equals(ResourceTypes.SITE)
        ? DISPLAY_NAMES.getOrDefault(known, known)
        : known;
  }
}
