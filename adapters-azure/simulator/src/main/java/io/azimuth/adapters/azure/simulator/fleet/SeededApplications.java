package io.azimuth.adapters.azure.simulator.fleet;

import io.azimuth.domain.secret.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The app registrations of {@code docs/guides/azure-simulator.md}. Their ids are relied on from
 * outside: never change one.
 */
final class SeededApplications {

  private SeededApplications() {}

  static List<SeededApplication> all() {
    return List.of(
        server(),
        application("ci-deployer", 11, Optional.of("lab-secret-of-ci-deployer"), 1),
        application("billing-pod", 12, Optional.empty(), 1),
        ledger(),
        application("azimuth-federated", 14, Optional.empty(), 0),
        application("azimuth-tenants", 15, Optional.of("lab-secret-of-azimuth-tenants"), 0)
            .alsoIn(SeededFleet.FOREIGN_TENANT, SeededFleet.principal(98)),
        blueprint("desk-blueprint", SeededAgents.DESK),
        blueprint("night-blueprint", SeededAgents.NIGHT));
  }

  private static SeededApplication blueprint(String name, int number) {
    return application(name, number, Optional.of("lab-secret-of-" + name), 0);
  }

  /** The server's identities may look groups up; applications may change what they own. */
  static List<SeededGrant> grants() {
    List<SeededGrant> grants = new ArrayList<>();
    for (int number : new int[] {10, 14, 15, 20, 30, 98}) {
      grants.add(grant(number, GraphPermission.APPLICATION_READ_ALL));
      grants.add(grant(number, GraphPermission.USER_READ_ALL));
    }
    grants.add(grant(10, GraphPermission.APPLICATION_READ_WRITE_OWNED_BY));
    grants.add(grant(13, GraphPermission.APPLICATION_READ_WRITE_OWNED_BY));
    return List.copyOf(grants);
  }

  private static SeededGrant grant(int number, GraphPermission permission) {
    return new SeededGrant(SeededFleet.principal(number), permission);
  }

  /** Owns itself, so that it can rotate its secret; another system has a password on it, too. */
  private static SeededApplication server() {
    SeededApplication plain =
        application("azimuth-server", 10, Optional.of("lab-secret-of-azimuth-server"), 0);
    return plain.with(
        plain
            .registration()
            .with(password(102, "nightly report", "report-secret-of-azimuth-server"))
            .ownedBy(SeededFleet.principal(10)));
  }

  /** Has two passwords that begin alike. */
  private static SeededApplication ledger() {
    SeededApplication plain = application("ledger", 13, Optional.of("lab-secret-of-ledger"), 0);
    return plain.with(
        plain
            .registration()
            .with(password(132, "ledger's backup", "lab-other-secret-of-ledger"))
            .ownedBy(SeededFleet.principal(13)));
  }

  private static SeededApplication application(
      String name, int number, Optional<String> secret, int groups) {
    return new SeededApplication(
        name,
        SeededFleet.TENANT,
        SeededFleet.client(number),
        SeededFleet.principal(number),
        secret.map(SecretText::of),
        SeededFleet.groups(groups),
        new SeededRegistration(
            SeededFleet.guid("abababab", number),
            secret.map(it -> password(number * 10 + 1, "by hand", it)).stream().toList(),
            List.of()));
  }

  private static SeededPassword password(int number, String displayName, String text) {
    return SeededPassword.of(
        SeededFleet.guid("acacacac", number), displayName, SecretText.of(text));
  }
}
