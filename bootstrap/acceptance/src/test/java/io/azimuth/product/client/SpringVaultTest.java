package io.azimuth.product.client;

import static io.azimuth.product.azure.ResourceFixture.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.azure.ResourceFixture;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.vault.VaultException;
import org.springframework.vault.authentication.AzureMsiAuthentication;
import org.springframework.vault.authentication.AzureMsiAuthenticationOptions;
import org.springframework.vault.authentication.LifecycleAwareSessionManager;
import org.springframework.vault.authentication.SimpleSessionManager;
import org.springframework.vault.authentication.TokenAuthentication;
import org.springframework.vault.client.RestClientBuilder;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.core.VaultWrappingOperations;
import org.springframework.vault.support.WrappedMetadata;
import org.springframework.web.client.RestClient;

/** Spring Vault logs in with a managed identity, renews its token and revokes it at the end. */
final class SpringVaultTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;
  private ResourceFixture azure;

  @BeforeAll
  static void start() {
    server = SHARED.server();
  }

  @BeforeEach
  void fresh() {
    azure = ResourceFixture.on(server);
    azure.mount().with("additional_audiences", "https://vault.hashicorp.com");
    azure.role(
        "bound_subscription_ids",
        SUBSCRIPTION,
        "bound_resource_groups",
        "rg-web",
        "token_ttl",
        "1h");
  }

  @Test
  void logsInWithTheAudienceItHasUnlessTold() {
    String token = login("web-1", "https://vault.hashicorp.com");

    assertThat(metadata(token)).containsEntry("vm_name", "web-1");
  }

  @Test
  void logsInFromAMachineOfAScaleSet() {
    String token = login("fleet_0", AzureMount.AUDIENCE);

    assertThat(metadata(token)).containsEntry("vmss_name", "fleet").doesNotContainKey("vm_name");
  }

  @Test
  void tellsWhyItWasRefused() {
    assertThatThrownBy(() -> login("web-2", "https://vault.hashicorp.com"))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("[resource_unproved]");
  }

  @Test
  void keepsItsSessionAndEndsIt() {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.initialize();
    try {
      LifecycleAwareSessionManager sessions =
          new LifecycleAwareSessionManager(
              authentication("web-1", AzureMount.AUDIENCE), scheduler, client());
      String token = sessions.getSessionToken().getToken();

      assertThat(sessions.renewToken()).isTrue();
      assertThat(sessions.getSessionToken().getToken()).isEqualTo(token);
      assertThat(server.as(token).get("auth/token/lookup-self").data().has("last_renewal"))
          .isTrue();

      sessions.destroy();
      assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(403);
    } finally {
      scheduler.shutdown();
    }
  }

  @Test
  void wrapsLooksRewrapsAndReadsOnce() {
    VaultWrappingOperations wrapping =
        new VaultTemplate(
                VaultEndpoint.from(server.address()),
                new JdkClientHttpRequestFactory(),
                new SimpleSessionManager(new TokenAuthentication(server.rootToken())))
            .opsForWrapping();

    WrappedMetadata first = wrapping.wrap(Map.of("a", "x"), Duration.ofSeconds(90));
    WrappedMetadata looked = wrapping.lookup(first.getToken());
    WrappedMetadata second = wrapping.rewrap(first.getToken());

    assertThat(looked.getTtl()).isEqualTo(Duration.ofSeconds(90));
    assertThat(looked.getPath()).isEqualTo("sys/wrapping/wrap");
    assertThat(second.getPath()).isEqualTo("sys/wrapping/wrap");
    assertThat(wrapping.read(first.getToken())).isNull();
    assertThat(wrapping.read(second.getToken()).getData()).isEqualTo(Map.of("a", "x"));
    assertThat(wrapping.read(second.getToken())).isNull();
    assertThat(wrapping.lookup(second.getToken())).isNull();
  }

  private String login(String machine, String resource) {
    return authentication(machine, resource).login().getToken();
  }

  private static Map<String, String> metadata(String token) {
    Reply lookup = server.as(token).get("auth/token/lookup-self");
    assertThat(lookup.status()).isEqualTo(200);
    return Reply.members(lookup.data().path("meta"));
  }

  private AzureMsiAuthentication authentication(String machine, String resource) {
    URI metadata = server.azure().metadataUri(machine).resolve("metadata/");
    AzureMsiAuthenticationOptions options =
        AzureMsiAuthenticationOptions.builder()
            .path(azure.mount().name())
            .role(ResourceFixture.ROLE)
            .instanceMetadataUri(metadata.resolve("instance?api-version=2017-12-01"))
            .identityTokenServiceUri(
                metadata.resolve(
                    "identity/oauth2/token?resource=" + resource + "&api-version=2018-02-01"))
            .build();
    RestClient toAzure =
        RestClient.builder().requestFactory(new JdkClientHttpRequestFactory()).build();
    return new AzureMsiAuthentication(options, client(), toAzure);
  }

  private static RestClient client() {
    return RestClientBuilder.builder()
        .endpoint(VaultEndpoint.from(server.address()))
        .requestFactory(new JdkClientHttpRequestFactory())
        .build();
  }
}
