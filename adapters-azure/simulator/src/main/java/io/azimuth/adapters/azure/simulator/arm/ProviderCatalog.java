package io.azimuth.adapters.azure.simulator.arm;

import io.azimuth.domain.text.AsciiCase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The resource providers: their types and versions, the newest first. */
final class ProviderCatalog {

  private static final List<String> LOCATIONS =
      List.of("West Europe", "North Europe", "East US", "West US 2");

  private static final List<String> COMPUTE =
      List.of(
          "2025-04-01",
          "2024-11-01",
          "2024-07-01",
          "2024-03-01",
          "2023-09-01",
          "2023-07-01",
          "2023-03-01",
          "2022-11-01",
          "2022-08-01",
          "2022-03-01",
          "2021-11-01",
          "2021-07-01");
  private static final List<String> IDENTITY =
      List.of(
          "2025-01-31-preview",
          "2024-11-30",
          "2023-07-31-preview",
          "2023-01-31",
          "2022-01-31-preview",
          "2018-11-30");
  private static final List<String> WEB =
      List.of(
          "2025-03-01",
          "2024-11-01-preview",
          "2024-04-01",
          "2023-12-01",
          "2022-09-01",
          "2022-03-01",
          "2021-03-01");
  private static final List<String> ARC =
      List.of(
          "2025-02-19-preview",
          "2025-01-13",
          "2024-11-10-preview",
          "2024-07-10",
          "2022-12-27",
          "2022-03-10");
  private static final List<String> CONTAINERS =
      List.of("2025-06-02-preview", "2025-05-01", "2024-09-01", "2022-04-01");

  private static final Map<String, Map<String, List<String>>> PROVIDERS = providers();

  private ProviderCatalog() {}

  private static Map<String, Map<String, List<String>>> providers() {
    Map<String, Map<String, List<String>>> all = new LinkedHashMap<>();
    all.put(
        "Microsoft.Compute",
        types(
            COMPUTE,
            "virtualMachines",
            "virtualMachineScaleSets",
            "virtualMachineScaleSets/virtualMachines"));
    all.put("Microsoft.ManagedIdentity", types(IDENTITY, "identities", "userAssignedIdentities"));
    all.put("Microsoft.Web", types(WEB, "sites", "sites/slots"));
    all.put("Microsoft.HybridCompute", types(ARC, "machines", "machines/extensions"));
    all.put("Microsoft.ContainerService", types(CONTAINERS, "managedClusters"));
    return all;
  }

  private static Map<String, List<String>> types(List<String> versions, String... names) {
    Map<String, List<String>> types = new LinkedHashMap<>();
    for (String name : names) {
      types.put(name, versions);
    }
    return types;
  }

  static boolean knows(String namespace) {
    return types(namespace).isPresent();
  }

  /** The versions of a type; empty when the namespace has no such type. */
  static Optional<List<String>> versions(String namespace, String type) {
    return types(namespace).flatMap(it -> folded(it, type));
  }

  static Optional<Map<String, Object>> document(String subscriptionId, String namespace) {
    return PROVIDERS.keySet().stream()
        .filter(it -> AsciiCase.equal(it, namespace))
        .findFirst()
        .map(it -> document(subscriptionId, it, PROVIDERS.getOrDefault(it, Map.of())));
  }

  private static Map<String, Object> document(
      String subscriptionId, String namespace, Map<String, List<String>> types) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", "/subscriptions/" + subscriptionId + "/providers/" + namespace);
    members.put("namespace", namespace);
    members.put("registrationPolicy", "RegistrationRequired");
    members.put(
        "resourceTypes",
        types.entrySet().stream().map(it -> type(it.getKey(), it.getValue())).toList());
    members.put("registrationState", "Registered");
    return members;
  }

  private static Map<String, Object> type(String name, List<String> versions) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("resourceType", name);
    members.put("locations", LOCATIONS);
    members.put("apiVersions", versions);
    members.put(
        "defaultApiVersion",
        versions.stream().filter(it -> !it.contains("preview")).findFirst().orElseThrow());
    members.put("capabilities", "CrossResourceGroupResourceMove, SupportsTags, SupportsLocation");
    return members;
  }

  private static Optional<Map<String, List<String>>> types(String namespace) {
    return folded(PROVIDERS, namespace);
  }

  private static <T> Optional<T> folded(Map<String, T> map, String name) {
    return map.entrySet().stream()
        .filter(it -> AsciiCase.equal(it.getKey(), name))
        .findFirst()
        .map(Map.Entry::getValue);
  }
}
