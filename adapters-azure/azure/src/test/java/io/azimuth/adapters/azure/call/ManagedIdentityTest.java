package io.azimuth.adapters.azure.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.graph.FakeMetadata;
import io.azimuth.adapters.azure.pipeline.DeadlineRetryPolicy;
import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator.Purpose;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.DirectoryAccess.CallLog;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.ResourceId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The server's managed identity. The SDK caches its tokens by audience for the whole JVM. Each test
 * has its own audience, because the audience contains the port of its Resource Manager.
 */
@Timeout(120)
class ManagedIdentityTest {

  private static final ResourceId MACHINE = Lab.machine("web-1");

  private FakeMetadata metadata;
  private Lab lab;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    metadata = new FakeMetadata();
    lab = new Lab(Optional.of(metadata.address()));
    lab.azure.on(MACHINE, 200, "{\"id\":\"" + MACHINE + "\"}");
  }

  @AfterEach
  void close() {
    lab.close();
    metadata.close();
  }

  @Test
  void asksTheMetadataServiceOfTheCloud() {
    assertThat(find()).isInstanceOf(DirectoryAnswer.Found.class);
    assertThat(find()).isInstanceOf(DirectoryAnswer.Found.class);

    assertThat(metadata.targets())
        .singleElement()
        .asString()
        .startsWith("true /metadata/identity/oauth2/token?")
        .contains("api-version=2018-02-01")
        .contains("resource=https")
        .doesNotContain("client_id");
    assertThat(lab.azure.tokenCalls()).isEmpty();
    assertThat(lab.azure.armCalls())
        .extracting(FakeAzure.Call::authorization)
        .containsOnly(Optional.of("Bearer managed-1"));
  }

  @Test
  void asksForTheIdentityThatIsNamed() {
    String clientId = "aaaaaaaa-0000-4000-8000-000000000001";

    DirectoryAnswer answer =
        lab.directory.find(
            Lab.access(new ServerCredential.ManagedIdentity(Optional.of(clientId))),
            MACHINE,
            Lab.LONG);

    assertThat(answer).isInstanceOf(DirectoryAnswer.Found.class);
    assertThat(metadata.targets()).singleElement().asString().contains("client_id=" + clientId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/machines/azimuth-1", "/machines/azimuth-1/"})
  void keepsThePathOfTheServicesAddress(String path) throws IOException, GeneralSecurityException {
    try (Lab other = new Lab(Optional.of(metadata.address().resolve(path)))) {
      assertThat(
              other.rotator.prove(
                  Lab.access(new ServerCredential.ManagedIdentity(Optional.empty())),
                  Purpose.RESOURCE_MANAGER,
                  Lab.LONG))
          .isInstanceOf(AzureAnswer.Done.class);
    }

    assertThat(metadata.targets())
        .singleElement()
        .asString()
        .startsWith("true /machines/azimuth-1/metadata/identity/oauth2/token?");
  }

  @Test
  void aProofIsNotAnsweredByTheCacheOfTheWholeProcess() {
    assertThat(find()).isInstanceOf(DirectoryAnswer.Found.class);

    assertThat(prove(Optional.empty())).isInstanceOf(AzureAnswer.Done.class);
    assertThat(prove(Optional.empty()))
        .isEqualTo(new AzureAnswer.Done<>(Instant.ofEpochSecond(4_102_444_800L)));
    assertThat(metadata.targets()).hasSize(3);
    assertThat(metadata.targets().get(2)).isEqualTo(metadata.targets().get(0));
  }

  @Test
  void aProofIsOfTheIdentityThatIsNamed() {
    String clientId = "aaaaaaaa-0000-4000-8000-000000000001";

    assertThat(prove(Optional.of(clientId))).isInstanceOf(AzureAnswer.Done.class);
    assertThat(metadata.targets()).singleElement().asString().contains("client_id=" + clientId);
  }

  @ParameterizedTest
  @CsvSource({"400, true", "403, true", "500, false", "503, false"})
  void aMachineWithoutIdentityProvesNothing(int status, boolean refused) {
    metadata.status = status;
    metadata.body = "{\"error\":\"invalid_request\",\"error_description\":\"Identity not found\"}";

    assertThat(prove(Optional.empty()))
        .isInstanceOf(refused ? AzureAnswer.Refused.class : AzureAnswer.Unavailable.class);
    assertThat(metadata.targets()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"400, 1", "403, 1", "500, 3", "429, 3"})
  void saysWhenThereIsNoIdentity(int status, int tries) {
    metadata.status = status;
    metadata.body = "{\"error\":\"invalid_request\",\"error_description\":\"Identity not found\"}";

    DirectoryAnswer answer = find();

    if (status == 429) {
      assertThat(answer).isEqualTo(new DirectoryAnswer.Throttled(DeadlineRetryPolicy.UNSAID));
    } else {
      assertThat(answer).isInstanceOf(DirectoryAnswer.Down.class);
      assertThat(((DirectoryAnswer.Down) answer).detail())
          .startsWith("signing in failed: the metadata service of this machine gave no token; has")
          .doesNotContain("managed_identity_");
    }
    assertThat(metadata.targets()).hasSize(tries);
    assertThat(lab.azure.calls()).isEmpty();
  }

  @Test
  void saysWhenThereIsNoMetadataService() {
    metadata.close();

    assertThat(find())
        .isInstanceOfSatisfying(
            DirectoryAnswer.Down.class,
            it ->
                assertThat(it.detail())
                    .startsWith("signing in failed: ")
                    .doesNotContain("Exception")
                    .doesNotContain("managed_identity_"));
  }

  private AzureAnswer<Instant> prove(Optional<String> clientId) {
    return lab.rotator.prove(
        Lab.access(new ServerCredential.ManagedIdentity(clientId)),
        Purpose.RESOURCE_MANAGER,
        Lab.LONG);
  }

  private DirectoryAnswer find() {
    DirectoryAccess access =
        new DirectoryAccess(
            "mount",
            1,
            "lab",
            FakeAzure.TENANT,
            new ServerCredential.ManagedIdentity(Optional.empty()),
            Lab.QUICK,
            CallLog.NONE);
    return lab.directory.find(access, MACHINE, Lab.LONG);
  }
}
