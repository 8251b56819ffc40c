package io.azimuth.adapters.azure.simulator;

import io.azimuth.domain.secret.SecretText;
import java.util.List;
import java.util.Optional;

/**
 * The app registrations of {@code docs/azure-simulator.md}. Their ids are relied on from outside:
 * never change one.
 */
final class SeededApplications {

  private SeededApplications() {}

  static List<SeededApplication> all() {
    return List.of(
        server(),
        application("ci-deployer", 11, Optional.of("lab-secret-of-ci-deployer"), 1),
        application("billing-pod", 12, Optional.empty(), 1),
        ledger(),
        application("azimuth-federated", 14, Optional.empty(), 0));
  }

  static List<SeededGrant> grants() {
    String server = SeededFleet.principal(10);
    String machine = SeededFleet.principal(20);
    return List.of(
        new SeededGrant(server, GraphPermission.APPLICATION_READ_WRITE_OWNED_BY),
        new SeededGrant(server, GraphPermission.APPLICATION_READ_ALL),
        new SeededGrant(server, GraphPermission.USER_READ_ALL),
        new SeededGrant(machine, GraphPermission.APPLICATION_READ_ALL),
        new SeededGrant(machine, GraphPermission.USER_READ_ALL),
        new SeededGrant(
            SeededFleet.principal(13), GraphPermission.APPLICATION_READ_WRITE_OWNED_BY));
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
