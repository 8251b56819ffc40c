package io.azimuth.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.fleet.GraphPermission;
import io.azimuth.adapters.azure.simulator.state.SecretPropagation;
import io.azimuth.azure.port.AddedPassword;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.CredentialRotator.Purpose;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.GroupDirectory;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The services of a cloud, wired as in the server, call the simulated Azure through the Azure SDK.
 */
@Timeout(60)
class ServicesOnSimulatorTest {

  private static final String SERVER = "azimuth-server";
  private static final PrincipalId DATABASES =
      new PrincipalId("bbbbbbbb-0000-4000-8000-000000000004");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir static Path directory;
  private static SimulatedServices services;

  @BeforeAll
  static void startSimulator() throws IOException {
    services = SimulatedServices.start(directory);
  }

  @AfterAll
  static void stopSimulator() {
    services.close();
  }

  @BeforeEach
  void wire() {
    services.wire();
  }

  @AfterEach
  void endFetches() {
    services.endFetches();
  }

  @Test
  void aPasswordIsAddedProvedAndRemoved() {
    Instant expires = CLOCK.instant().plus(Duration.ofDays(180)).truncatedTo(ChronoUnit.SECONDS);
    RegisteredApplication before =
        done(rotator().find(access(SimulatedServices.SECRET), SimulatedServices.CLIENT, LIMIT));

    AddedPassword added =
        done(
            rotator()
                .add(
                    access(SimulatedServices.SECRET),
                    before.objectId(),
                    "azimuth-test",
                    expires,
                    LIMIT));

    assertThat(added.expires()).isEqualTo(expires);
    assertThat(services.graph().passwordOf(SERVER, added.value())).isPresent();
    assertThat(
            done(rotator().find(access(SimulatedServices.SECRET), SimulatedServices.CLIENT, LIMIT))
                .passwords())
        .hasSize(before.passwords().size() + 1)
        .anySatisfy(
            it -> {
              assertThat(it.keyId()).isEqualTo(added.keyId());
              assertThat(it.displayName()).isEqualTo("azimuth-test");
              assertThat(it.expires()).contains(expires);
            });
    for (Purpose purpose : Purpose.values()) {
      assertThat(rotator().prove(access(added.value().expose()), purpose, LIMIT))
          .isInstanceOf(AzureAnswer.Done.class);
    }
    assertThat(
            rotator()
                .remove(access(SimulatedServices.SECRET), before.objectId(), added.keyId(), LIMIT))
        .isEqualTo(new AzureAnswer.Done<>(true));
    assertThat(
            rotator()
                .remove(access(SimulatedServices.SECRET), before.objectId(), added.keyId(), LIMIT))
        .isEqualTo(new AzureAnswer.Done<>(false));
    assertThat(rotator().prove(access(added.value().expose()), Purpose.GRAPH, LIMIT))
        .isEqualTo(refusedSecret());
  }

  @Test
  void aSecretThatHasNotSpreadIsRefused() {
    services.graph().spreadSecrets(SecretPropagation.after(Duration.ofHours(1)));
    String objectId = services.graph().objectId(SERVER);
    Instant expires = CLOCK.instant().plus(Duration.ofDays(1));
    AddedPassword added =
        done(rotator().add(access(SimulatedServices.SECRET), objectId, "n", expires, LIMIT));
    DirectoryAccess next = access(added.value().expose());

    assertThat(rotator().prove(next, Purpose.RESOURCE_MANAGER, LIMIT)).isEqualTo(refusedSecret());
    services.graph().spreadNow();
    assertThat(rotator().prove(next, Purpose.RESOURCE_MANAGER, LIMIT))
        .isInstanceOf(AzureAnswer.Done.class);
  }

  @Test
  void groupsOfAPrincipalInOverageAreTold() {
    services.graph().grant(SimulatedServices.PRINCIPAL, GraphPermission.APPLICATION_READ_ALL);

    Set<GroupId> groups =
        done(groups().groupsOf(access(SimulatedServices.SECRET), DATABASES, false, LIMIT));

    assertThat(groups).hasSize(201);
  }

  @Test
  void withoutThePermissionNoGroupsAreTold() {
    for (GraphPermission permission : GraphPermission.values()) {
      services.graph().revoke(SimulatedServices.PRINCIPAL, permission);
    }

    assertThat(groups().groupsOf(access(SimulatedServices.SECRET), DATABASES, false, LIMIT))
        .isInstanceOfSatisfying(
            AzureAnswer.Refused.class,
            it ->
                assertThat(it.detail())
                    .contains("code Authorization_RequestDenied")
                    .endsWith("it takes the permission Application.Read.All"));
  }

  @Test
  void resourceManagerIsProbed() {
    assertThat(service(ResourceDirectory.class).probe(access(SimulatedServices.SECRET), LIMIT))
        .isInstanceOf(AzureAnswer.Done.class);
    assertThat(service(ResourceDirectory.class).probe(access("wrong"), LIMIT))
        .isEqualTo(refusedSecret());
  }

  private CredentialRotator rotator() {
    return service(CredentialRotator.class);
  }

  private GroupDirectory groups() {
    return service(GroupDirectory.class);
  }

  private <T> T service(Class<T> type) {
    return services.service(type);
  }

  private static DirectoryAccess access(String secret) {
    return SimulatedServices.access(secret);
  }

  private static <T> T done(AzureAnswer<T> answer) {
    assertThat(answer).isInstanceOf(AzureAnswer.Done.class);
    return ((AzureAnswer.Done<T>) answer).value();
  }

  private static <T> AzureAnswer<T> refusedSecret() {
    return new AzureAnswer.Refused<>("signing in failed: invalid_client AADSTS7000215, status 401");
  }
}
