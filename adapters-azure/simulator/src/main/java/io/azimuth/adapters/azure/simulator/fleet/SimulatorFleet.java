package io.azimuth.adapters.azure.simulator.fleet;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.AsciiCase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The tenants, machines and applications of the simulated Azure. Immutable; names and tenants are
 * unique.
 *
 * @param tenants the first one owns identities that no machine has
 * @param machines the first one is the default of the metadata service
 * @param applications app registrations that can log in
 * @param apis what tokens can be asked for, beside Microsoft's own resources
 * @param users people, for negative tests
 * @param identityHeader the value of {@code X-IDENTITY-HEADER} that App Service machines send
 * @param readers object ids of the principals that may read Resource Manager in their own tenant
 * @param grants who may do what in Graph
 * @param agents agent identities, whose blueprints are among the applications
 */
public record SimulatorFleet(
    List<SeededTenant> tenants,
    List<SeededMachine> machines,
    List<SeededApplication> applications,
    List<SeededApi> apis,
    List<SeededUser> users,
    SecretText identityHeader,
    List<String> readers,
    List<SeededGrant> grants,
    List<SeededAgent> agents) {

  public SimulatorFleet {
    tenants = unique(tenants, SeededTenant::id);
    machines = unique(machines, SeededMachine::name);
    applications = unique(applications, SeededApplication::name);
    apis = unique(apis, SeededApi::clientId);
    users = unique(users, SeededUser::name);
    Objects.requireNonNull(identityHeader, "identityHeader");
    readers = List.copyOf(readers);
    grants = List.copyOf(grants);
    agents = unique(agents, SeededAgent::name);
    readers.forEach(it -> Guids.require(it, "principal id"));
    if (tenants.isEmpty() || machines.isEmpty()) {
      throw new IllegalArgumentException("a fleet has a tenant and a machine at least");
    }
  }

  /** A fleet without permissions in Graph. */
  public SimulatorFleet(
      List<SeededTenant> tenants,
      List<SeededMachine> machines,
      List<SeededApplication> applications,
      List<SeededApi> apis,
      List<SeededUser> users,
      SecretText identityHeader,
      List<String> readers) {
    this(tenants, machines, applications, apis, users, identityHeader, readers, List.of());
  }

  /** A fleet without agents. */
  public SimulatorFleet(
      List<SeededTenant> tenants,
      List<SeededMachine> machines,
      List<SeededApplication> applications,
      List<SeededApi> apis,
      List<SeededUser> users,
      SecretText identityHeader,
      List<String> readers,
      List<SeededGrant> grants) {
    this(tenants, machines, applications, apis, users, identityHeader, readers, grants, List.of());
  }

  /** The documented fleet. */
  public static SimulatorFleet seeded() {
    return SeededFleet.build();
  }

  /** The same fleet with one more API to ask tokens for. */
  public SimulatorFleet withApi(SeededApi api) {
    List<SeededApi> more = new ArrayList<>(apis);
    more.add(api);
    return new SimulatorFleet(
        tenants, machines, applications, more, users, identityHeader, readers, grants, agents);
  }

  /** The same fleet where such keys sign the tokens of that tenant. */
  public SimulatorFleet withKeys(String tenantId, TenantKeySet keys) {
    List<SeededTenant> others =
        tenants.stream().map(it -> it.id().equals(tenantId) ? it.with(keys) : it).toList();
    return new SimulatorFleet(
        others, machines, applications, apis, users, identityHeader, readers, grants, agents);
  }

  /** The same fleet where the principal of that object id may read Resource Manager, too. */
  public SimulatorFleet withReader(String principalId) {
    List<String> more = new ArrayList<>(readers);
    more.add(principalId);
    return new SimulatorFleet(
        tenants, machines, applications, apis, users, identityHeader, more, grants, agents);
  }

  /** The same fleet where the principal of that object id has a permission of Graph, too. */
  public SimulatorFleet withGrant(String principalId, GraphPermission permission) {
    List<SeededGrant> more = new ArrayList<>(grants);
    more.add(new SeededGrant(principalId, permission));
    return new SimulatorFleet(
        tenants, machines, applications, apis, users, identityHeader, readers, more, agents);
  }

  /**
   * The same fleet with one more app registration.
   *
   * @throws IllegalArgumentException when its name is taken
   */
  public SimulatorFleet withApplication(SeededApplication application) {
    List<SeededApplication> more = new ArrayList<>(applications);
    more.add(application);
    return new SimulatorFleet(
        tenants, machines, more, apis, users, identityHeader, readers, grants, agents);
  }

  /**
   * The same fleet with one more agent identity.
   *
   * @throws IllegalArgumentException when its name is taken
   */
  public SimulatorFleet withAgent(SeededAgent agent) {
    List<SeededAgent> more = new ArrayList<>(agents);
    more.add(agent);
    return new SimulatorFleet(
        tenants, machines, applications, apis, users, identityHeader, readers, grants, more);
  }

  /**
   * The same fleet with more machines at its end.
   *
   * @throws IllegalArgumentException when a name is taken
   */
  public SimulatorFleet withMachines(List<SeededMachine> added) {
    List<SeededMachine> more = new ArrayList<>(machines);
    more.addAll(added);
    return withOnly(more);
  }

  /**
   * The same fleet with so many virtual machines in a resource group, called {@code name-0} and so
   * on, each with a system-assigned identity of its own and in no scale set.
   */
  public SimulatorFleet withSingleMachines(String group, String name, int size) {
    return withMachines(SeededScaleSets.none(group, name, size));
  }

  /**
   * The same fleet with a flexible scale set in {@code rg-web}: so many virtual machines, called
   * {@code name_00000000} and so on, that share the user-assigned identity {@code uami-name}.
   */
  public SimulatorFleet withFlexibleSet(String name, int size) {
    return withMachines(SeededScaleSets.flexible(name, size));
  }

  /**
   * The same fleet with a uniform scale set in {@code rg-web}: so many instances, called {@code
   * name_0} and so on, with a system-assigned identity and the user-assigned {@code uami-name}.
   */
  public SimulatorFleet withUniformSet(String name, int size) {
    return withMachines(SeededScaleSets.uniform(name, size));
  }

  public SimulatorFleet withOnly(List<SeededMachine> others) {
    return new SimulatorFleet(
        tenants, others, applications, apis, users, identityHeader, readers, grants, agents);
  }

  /** The tenant of that GUID or domain, A to Z folded. */
  public Optional<SeededTenant> tenant(String idOrDomain) {
    return tenants.stream()
        .filter(
            it -> AsciiCase.equal(it.id(), idOrDomain) || AsciiCase.equal(it.domain(), idOrDomain))
        .findFirst();
  }

  /** The machine of exactly that name. */
  public Optional<SeededMachine> machine(String name) {
    return machines.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** The application of exactly that name. */
  public Optional<SeededApplication> application(String name) {
    return applications.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** The user of exactly that name. */
  public Optional<SeededUser> user(String name) {
    return users.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** The agent of exactly that name. */
  public Optional<SeededAgent> agent(String name) {
    return agents.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  private static <T> List<T> unique(List<T> items, Function<T, String> name) {
    HashSet<String> names = new HashSet<>();
    for (T item : items) {
      if (!names.add(name.apply(item))) {
        throw new IllegalArgumentException("the fleet has " + name.apply(item) + " twice");
      }
    }
    return List.copyOf(items);
  }
}
