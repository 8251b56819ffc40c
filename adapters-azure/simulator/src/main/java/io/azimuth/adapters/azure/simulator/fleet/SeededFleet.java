package io.azimuth.adapters.azure.simulator.fleet;

import io.azimuth.domain.secret.SecretText;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The fleet of {@code docs/guides/azure-simulator.md}. Its ids are relied on from outside: never
 * change one.
 */
public final class SeededFleet {

  public static final String TENANT = "11111111-1111-1111-1111-111111111111";
  public static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";
  static final String FOREIGN_SUBSCRIPTION = "88888888-8888-8888-8888-888888888888";
  public static final String FOREIGN_TENANT = "99999999-9999-9999-9999-999999999999";

  private static final String CLUSTER = "Microsoft.ContainerService/managedClusters";

  static final SeededIdentity UAMI_WEB = userAssigned(2, "uami-web", groups(2));
  // One group above what Azure puts into a token.
  private static final SeededIdentity UAMI_DB = userAssigned(4, "uami-db", groups(201));
  static final SeededIdentity UAMI_FLEX = userAssigned(6, "uami-flex", groups(1));
  private static final SeededIdentity UAMI_POD = userAssigned(8, "uami-pod", groups(1));

  private SeededFleet() {}

  static SimulatorFleet build() {
    return new SimulatorFleet(
        List.of(
            new SeededTenant(TENANT, "lab.azimuth.example"),
            new SeededTenant(FOREIGN_TENANT, "foreign.azimuth.example")),
        machines(),
        SeededApplications.all(),
        List.of(
            new SeededApi(api(8), List.of("api://azimuth", "https://vault.hashicorp.com"), 1, true),
            new SeededApi(api(9), List.of("api://azimuth-v2"), 2, true),
            SeededAgents.api(SeededAgents.DESK),
            SeededAgents.api(SeededAgents.NIGHT)),
        List.of(
            new SeededUser("ada", TENANT, client(90), user(1)),
            new SeededUser("grace", TENANT, client(90), user(2), groups(201))),
        SecretText.of("lab-identity-header"),
        List.of(
            principal(10),
            principal(14),
            principal(15),
            principal(20),
            principal(30),
            principal(98)),
        SeededApplications.grants(),
        SeededAgents.all());
  }

  private static List<SeededMachine> machines() {
    return Stream.of(first(), SeededLookalikes.machines(), SeededAttested.machines())
        .flatMap(List::stream)
        .toList();
  }

  private static List<SeededMachine> first() {
    SeededResource fleet = resource("rg-web", ResourceTypes.SCALE_SET, "fleet");
    MachineIdentities fleetIdentities = MachineIdentities.system(system(5)).and(UAMI_WEB);
    return List.of(
        vm(1, "web-1", MachineIdentities.system(system(1))),
        vm(2, "web-2", MachineIdentities.user(UAMI_WEB)),
        vm(3, "web-3", MachineIdentities.system(system(3)).and(UAMI_WEB, UAMI_DB)),
        vm(4, "web-4", MachineIdentities.user(UAMI_WEB, UAMI_DB)),
        instance(5, "fleet_0", fleet, fleetIdentities),
        instance(6, "fleet_1", fleet, fleetIdentities),
        flexibleInstance(),
        machine(
            "orders-func",
            MachineKind.APP_SERVICE,
            resource("rg-apps", ResourceTypes.SITE, "orders-func"),
            8,
            MachineIdentities.system(system(7)).and(UAMI_WEB)),
        machine(
            "orders-pod",
            MachineKind.POD,
            resource("rg-apps", CLUSTER, "cluster-1"),
            9,
            MachineIdentities.user(UAMI_POD)),
        foreignMachine());
  }

  private static SeededMachine vm(int number, String name, MachineIdentities identities) {
    SeededResource resource = resource("rg-web", ResourceTypes.VIRTUAL_MACHINE, name);
    return machine(name, MachineKind.VIRTUAL_MACHINE, resource, number, identities);
  }

  private static SeededMachine instance(
      int number, String name, SeededResource set, MachineIdentities identities) {
    return new SeededMachine(
        name,
        MachineKind.SCALE_SET_INSTANCE,
        TENANT,
        set,
        Optional.of(set),
        vmId(number),
        identities);
  }

  private static SeededMachine flexibleInstance() {
    return new SeededMachine(
        "flex_1a2b3c4d",
        MachineKind.VIRTUAL_MACHINE,
        TENANT,
        resource("rg-web", ResourceTypes.VIRTUAL_MACHINE, "flex_1a2b3c4d"),
        Optional.of(resource("rg-web", ResourceTypes.SCALE_SET, "flex")),
        vmId(7),
        MachineIdentities.user(UAMI_FLEX));
  }

  private static SeededMachine foreignMachine() {
    return new SeededMachine(
        "foreign-1",
        MachineKind.VIRTUAL_MACHINE,
        FOREIGN_TENANT,
        new SeededResource(
            FOREIGN_SUBSCRIPTION,
            "rg-web",
            ResourceTypes.VIRTUAL_MACHINE,
            "foreign-1",
            "westeurope"),
        Optional.empty(),
        vmId(10),
        MachineIdentities.system(system(99)));
  }

  static SeededMachine machine(
      String name,
      MachineKind kind,
      SeededResource resource,
      int number,
      MachineIdentities identities) {
    return new SeededMachine(
        name, kind, TENANT, resource, Optional.empty(), vmId(number), identities);
  }

  static SeededResource resource(String group, String type, String name) {
    return new SeededResource(SUBSCRIPTION, group, type, name, "westeurope");
  }

  static SeededIdentity system(int number) {
    return new SeededIdentity(client(number), principal(number), Optional.empty(), groups(1));
  }

  private static SeededIdentity userAssigned(int number, String name, List<String> groups) {
    SeededResource own = resource("rg-identities", ResourceTypes.IDENTITY, name);
    return new SeededIdentity(client(number), principal(number), Optional.of(own), groups);
  }

  public static List<String> groups(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(it -> guid("dddddddd", it)).toList();
  }

  static String client(int number) {
    return guid("aaaaaaaa", number);
  }

  static String principal(int number) {
    return guid("bbbbbbbb", number);
  }

  private static String api(int number) {
    return guid("cccccccc", number);
  }

  static String vmId(int number) {
    return guid("eeeeeeee", number);
  }

  private static String user(int number) {
    return guid("ffffffff", number);
  }

  static String guid(String start, int number) {
    return "%s-0000-4000-8000-%012d".formatted(start, number);
  }
}
