package io.azimuth.product.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.vault.VaultException;
import org.springframework.vault.authentication.AzureMsiAuthentication;
import org.springframework.vault.authentication.AzureMsiAuthenticationOptions;
import org.springframework.vault.authentication.ClientAuthentication;
import org.springframework.vault.authentication.CubbyholeAuthentication;
import org.springframework.vault.authentication.CubbyholeAuthenticationOptions;
import org.springframework.vault.authentication.SimpleSessionManager;
import org.springframework.vault.authentication.UnwrappingEndpoints;
import org.springframework.vault.client.RestClientBuilder;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultKeyValueMetadataOperations;
import org.springframework.vault.core.VaultKeyValueOperations;
import org.springframework.vault.core.VaultKeyValueOperationsSupport.KeyValueBackend;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.core.VaultVersionedKeyValueOperations;
import org.springframework.vault.core.VaultWrappingOperations;
import org.springframework.vault.support.VaultMetadataRequest;
import org.springframework.vault.support.VaultToken;
import org.springframework.vault.support.Versioned;
import org.springframework.vault.support.Versioned.Version;
import org.springframework.vault.support.WrappedMetadata;
import org.springframework.web.client.RestClient;

/**
 * Spring Vault works with the packaged server: it logs in with a machine's identity and reads
 * secrets.
 */
final class SpringVaultIT {

  private static TestingServer server;
  private static AzureMount azure;
  private static VaultTemplate workload;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = TestingServer.in(directory).packaged().start();
    azure = ClientSecrets.prepare(server);
    workload = template(machine());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Only the addresses of the metadata service are changed, because it is simulated. */
  private static ClientAuthentication machine() {
    URI metadata = server.azure().metadataUri("web-1").resolve("metadata/");
    AzureMsiAuthenticationOptions options =
        AzureMsiAuthenticationOptions.builder()
            .role("web")
            .instanceMetadataUri(metadata.resolve("instance?api-version=2017-12-01"))
            .identityTokenServiceUri(
                metadata.resolve(
                    "identity/oauth2/token?api-version=2018-02-01&resource=" + AzureMount.AUDIENCE))
            .build();
    RestClient toAzure =
        RestClient.builder().requestFactory(new JdkClientHttpRequestFactory()).build();
    return new AzureMsiAuthentication(options, client(), toAzure);
  }

  private static VaultTemplate template(ClientAuthentication authentication) {
    return new VaultTemplate(
        VaultEndpoint.from(server.address()),
        new JdkClientHttpRequestFactory(),
        new SimpleSessionManager(authentication));
  }

  private static RestClient client() {
    return RestClientBuilder.builder()
        .endpoint(VaultEndpoint.from(server.address()))
        .requestFactory(new JdkClientHttpRequestFactory())
        .build();
  }

  @Test
  void keepsVersions() {
    VaultVersionedKeyValueOperations secrets = workload.opsForVersionedKeyValue("secret");

    Versioned.Metadata first = secrets.put("app/db", Map.of("user", "x", "port", 5432));
    secrets.put("app/db", Versioned.create(Map.of("user", "y"), Version.from(1)));

    assertThat(first.getVersion()).isEqualTo(Version.from(1));
    assertThat(first.getCreatedAt()).isNotNull();
    assertThat(secrets.get("app/db").getRequiredData()).isEqualTo(Map.of("user", "y"));
    assertThat(secrets.get("app/db", Version.from(1)).getRequiredData())
        .isEqualTo(Map.of("user", "x", "port", 5432));
    assertThat(secrets.get("app/none")).isNull();
    assertThatThrownBy(
            () -> secrets.put("app/db", Versioned.create(Map.of("user", "z"), Version.from(1))))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("check-and-set parameter did not match the current version");
  }

  @Test
  void readsIntoAnObject() {
    VaultVersionedKeyValueOperations secrets = workload.opsForVersionedKeyValue("secret");
    secrets.put("app/typed", new Account("x", 5432));

    assertThat(secrets.get("app/typed", Account.class).getRequiredData())
        .isEqualTo(new Account("x", 5432));
  }

  record Account(String user, int port) {}

  @Test
  void listsDeletesAndBringsBack() {
    VaultVersionedKeyValueOperations secrets = workload.opsForVersionedKeyValue("secret");
    secrets.put("app/listed/one", Map.of("a", "b"));
    secrets.put("app/listed/two/three", Map.of("a", "b"));
    assertThat(secrets.list("app/listed")).containsExactly("one", "two/");
    assertThat(secrets.list("app/nothing")).isNullOrEmpty();

    secrets.delete("app/listed/one");
    assertThat(secrets.get("app/listed/one").hasData()).isFalse();
    assertThat(secrets.get("app/listed/one").getRequiredMetadata().isDeleted()).isTrue();
    secrets.undelete("app/listed/one", Version.from(1));
    assertThat(secrets.get("app/listed/one").getRequiredData()).isEqualTo(Map.of("a", "b"));
    secrets.delete("app/listed/one", Version.from(1));
    secrets.destroy("app/listed/one", Version.from(1));
    assertThat(secrets.get("app/listed/one").getRequiredMetadata().isDestroyed()).isTrue();
  }

  @Test
  void notesAboutASecretAreKept() {
    VaultVersionedKeyValueOperations secrets = workload.opsForVersionedKeyValue("secret");
    VaultKeyValueMetadataOperations notes = secrets.opsForKeyValueMetadata();
    secrets.put("app/noted", Map.of("a", "b"));
    notes.put(
        "app/noted",
        VaultMetadataRequest.builder()
            .maxVersions(3)
            .deleteVersionAfter(Duration.ofHours(3))
            .customMetadata(Map.of("owner", "us"))
            .build());

    assertThat(notes.get("app/noted").getMaxVersions()).isEqualTo(3);
    assertThat(notes.get("app/noted").getDeleteVersionAfter()).isEqualTo(Duration.ofHours(3));
    assertThat(notes.get("app/noted").getVersions()).hasSize(1);
    assertThat(secrets.get("app/noted").getRequiredMetadata().getCustomMetadata())
        .isEqualTo(Map.of("owner", "us"));
    notes.delete("app/noted");
    assertThat(secrets.get("app/noted")).isNull();
  }

  @Test
  void patchesOneNameOfASecret() {
    VaultKeyValueOperations secrets = workload.opsForKeyValue("secret", KeyValueBackend.KV_2);
    secrets.put("app/patched", Map.of("user", "x", "port", 5432));

    assertThat(secrets.patch("app/patched", Map.of("port", 5433))).isTrue();

    assertThat(secrets.get("app/patched").getRequiredData())
        .isEqualTo(Map.of("user", "x", "port", 5433));
    secrets.delete("app/patched");
    assertThat(secrets.get("app/patched")).isNull();
  }

  @Test
  void keepsSecretsWithoutVersions() {
    VaultKeyValueOperations plain = workload.opsForKeyValue("plain", KeyValueBackend.KV_1);
    plain.put("app/db", Map.of("user", "x"));

    assertThat(plain.get("app/db").getRequiredData()).isEqualTo(Map.of("user", "x"));
    assertThat(plain.list("app")).containsExactly("db");
    plain.delete("app/db");
    assertThat(plain.get("app/db")).isNull();
  }

  @Test
  void isRefusedWhatThePolicyRefuses() {
    VaultVersionedKeyValueOperations secrets = workload.opsForVersionedKeyValue("secret");

    assertThatThrownBy(() -> secrets.get("other"))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("403")
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> secrets.put("other", Map.of("a", "b")))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("403");
    assertThatThrownBy(() -> workload.opsForSys().getMounts())
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("permission denied");
    assertThat(server.root().get("secret/data/other").status()).isEqualTo(404);
  }

  @Test
  void wrapsForAnotherToReadOnce() {
    VaultWrappingOperations wrapping = workload.opsForWrapping();
    WrappedMetadata wrapped = wrapping.wrap(Map.of("a", "b"), Duration.ofMinutes(2));

    assertThat(wrapping.lookup(wrapped.getToken()).getTtl()).isEqualTo(Duration.ofMinutes(2));
    assertThat(wrapping.read(wrapped.getToken()).getRequiredData()).isEqualTo(Map.of("a", "b"));
    assertThat(wrapping.read(wrapped.getToken())).isNull();
  }

  /** Both ways to open a wrapping token: the current endpoint and the old path. */
  @ParameterizedTest
  @EnumSource(UnwrappingEndpoints.class)
  void aWrappedTokenOpensSecrets(UnwrappingEndpoints endpoint) {
    Reply wrapped =
        server
            .root()
            .with("X-Vault-Wrap-TTL", "60")
            .write("auth/token/create", Map.of("policies", "app", "ttl", "10m"));
    ClientAuthentication handed = opening(wrapped.wrappingToken(), endpoint);
    VaultVersionedKeyValueOperations secrets = template(handed).opsForVersionedKeyValue("secret");

    secrets.put("app/handed", Map.of("by", endpoint.name()));

    assertThat(secrets.get("app/handed").getRequiredData()).containsEntry("by", endpoint.name());
    assertThatThrownBy(handed::login).isInstanceOf(VaultException.class);
  }

  @Test
  void aWrappedLoginOfAMachineIsOpenedElsewhere() {
    TestingClient wrapping = server.anonymous().with("X-Vault-Wrap-TTL", "60");
    Reply login = azure.login(wrapping, "web", azure.jwt());

    VaultToken token = opening(login.wrappingToken(), UnwrappingEndpoints.SysWrapping).login();

    assertThat(server.as(token.getToken()).get("auth/token/lookup-self").data().path("path"))
        .hasToString("\"auth/azure/login\"");
  }

  private static ClientAuthentication opening(String token, UnwrappingEndpoints endpoint) {
    CubbyholeAuthenticationOptions options =
        CubbyholeAuthenticationOptions.builder()
            .initialToken(VaultToken.of(token))
            .unwrappingEndpoints(endpoint)
            .wrapped()
            .build();
    return new CubbyholeAuthentication(options, client());
  }
}
