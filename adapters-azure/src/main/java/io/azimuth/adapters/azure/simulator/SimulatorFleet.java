package io.azimuth.adapters.azure.simulator;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.AsciiCase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything that the simulated Azure knows of. Immutable; names and tenants are unique.
 *
 * @param tenants the first one is home
 * @param machines the first one is the default of the metadata service
 * @param applications app registrations that can log in
 * @param apis what tokens can be asked for, beside Microsoft's own resources
 * @param users people, for negative tests
 * @param identityHeader the value of {@code X-IDENTITY-HEADER} that App Service machines send
 */
public record SimulatorFleet(
    List<SeededTenant> tenants,
    List<SeededMachine> machines,
    List<SeededApplication> applications,
    List<SeededApi> apis,
    List<SeededUser> users,
    SecretText identityHeader) {

  public SimulatorFleet {
    tenants = unique(tenants, SeededTenant::id);
    machines = unique(machines, SeededMachine::name);
    applications = unique(applications, SeededApplication::name);
    apis = unique(apis, SeededApi::clientId);
    users = unique(users, SeededUser::name);
    Objects.requireNonNull(identityHeader, "identityHeader");
    if (tenants.isEmpty() || machines.isEmpty()) {
      throw new IllegalArgumentException("a fleet has a tenant and a machine at least");
    }
  }

  /** The documented fleet. */
  public static SimulatorFleet seeded() {
    return SeededFleet.build();
  }

  /** The same fleet with one more API to ask tokens for. */
  public SimulatorFleet withApi(SeededApi api) {
    List<SeededApi> more = new ArrayList<>(apis);
    more.add(api);
    return new SimulatorFleet(tenants, machines, applications, more, users, identityHeader);
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
