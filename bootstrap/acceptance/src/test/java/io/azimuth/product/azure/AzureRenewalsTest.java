package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.arm.ResourceFault;
import io.azimuth.adapters.azure.simulator.arm.ResourceFaultMode;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A renewal asks again what the role demands. */
final class AzureRenewalsTest {

  private static final StandingClock CLOCK = StandingClock.standing();
  private static TestingServer server;
  private ResourceFixture azure;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = TestingServer.in(directory).clock(CLOCK).start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void fresh() {
    azure = ResourceFixture.on(server);
  }

  @Test
  void aRoleThatNoLongerBindsTheResourceGroupRenewsNoToken() {
    azure.role("bound_subscription_ids", SUBSCRIPTION, "bound_resource_groups", "rg-web");
    String token = token();
    assertThat(renew(token).status()).isEqualTo(200);

    azure.role("bound_subscription_ids", SUBSCRIPTION, "bound_resource_groups", "rg-other");

    Reply refused = renew(token);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.errors().get(0)).endsWith("[resource_group_not_bound]");
  }

  @Test
  void aRoleThatNamesOthersRenewsNoToken() {
    azure.role("bound_service_principal_ids", AzureMount.WEB_1);
    String token = token();
    assertThat(renew(token).status()).isEqualTo(200);

    azure.role("bound_service_principal_ids", AzureMount.principal(3));

    assertThat(renew(token).status()).isEqualTo(403);
  }

  @Test
  void aRoleThatNoLongerBindsTheApplicationRenewsNoToken() {
    azure.role("bound_app_ids", AzureMount.client(1));
    String token = token();
    assertThat(renew(token).status()).isEqualTo(200);

    azure.role("bound_app_ids", AzureMount.client(2));

    assertThat(renew(token).errors().get(0)).endsWith("[app_id_not_bound]");
  }

  @Test
  void aDeletedMachineRenewsNoTokenWhereTheRoleSaysSo() {
    azure.role("bound_subscription_ids", SUBSCRIPTION, "renew_resource_proof", true);
    String token = token();
    assertThat(renew(token).status()).isEqualTo(200);

    azure.resources().delete("web-1");
    CLOCK.advance(Duration.ofSeconds(11));

    Reply refused = renew(token);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.errors().get(0)).endsWith("[resource_not_found]");
  }

  @Test
  void aMachineWithoutTheIdentityRenewsNoTokenWhereTheRoleSaysSo() {
    azure.role("bound_subscription_ids", SUBSCRIPTION, "renew_resource_proof", true);
    String token = token();

    azure.resources().detach("web-1", "system");
    CLOCK.advance(Duration.ofSeconds(11));

    Reply refused = renew(token);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.errors().get(0)).endsWith("[identity_not_on_resource]");
  }

  @Test
  void factsThatLoginsMayKeepForAnHourDoNotRenew() {
    azure.mount().with("resource_cache_ttl", "1h");
    azure.role("bound_subscription_ids", SUBSCRIPTION, "renew_resource_proof", true);
    String token = token();

    azure.resources().delete("web-1");
    CLOCK.advance(Duration.ofSeconds(11));

    assertThat(renew(token).status()).isEqualTo(403);
    assertThat(azure.resources().reads("web-1")).isEqualTo(2);
  }

  @Test
  void whileAzureIsAwayARenewalWaitsAndTheTokenLivesOn() {
    azure.mount().with("resource_cache_ttl", "1h", "max_retries", 0);
    azure.role("bound_subscription_ids", SUBSCRIPTION, "renew_resource_proof", true);
    String token = token();
    azure.resources().fault(ResourceFault.status("web-1", 503));
    CLOCK.advance(Duration.ofSeconds(11));

    Reply later = renew(token);

    assertThat(later.status()).isEqualTo(503);
    assertThat(later.header("Retry-After")).isPresent();
    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(200);
    assertThat(azure.login(azure.jwt("web-1")).status())
        .as("by facts that are fresh")
        .isEqualTo(200);
    azure.resources().fault(ResourceFault.of("web-1", ResourceFaultMode.NONE));
    CLOCK.advance(Duration.ofSeconds(2));
    assertThat(renew(token).status()).isEqualTo(200);
  }

  @Test
  void aTokenThatCannotBeRenewedEndsWithItsTime() {
    azure.mount().with("max_retries", 0);
    azure.role(
        "bound_subscription_ids", SUBSCRIPTION, "renew_resource_proof", true, "token_ttl", "1m");
    String token = token();
    azure.resources().fault(ResourceFault.status("web-1", 503));
    CLOCK.advance(Duration.ofSeconds(50));
    assertThat(renew(token).status()).isEqualTo(503);

    CLOCK.advance(Duration.ofSeconds(11));

    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(403);
  }

  @Test
  void otherwiseAzureIsNotAskedAgain() {
    azure.role("bound_subscription_ids", SUBSCRIPTION);
    String token = token();
    azure.resources().delete("web-1");
    CLOCK.advance(Duration.ofSeconds(61));

    assertThat(renew(token).status()).isEqualTo(200);
    assertThat(azure.resources().reads("web-1")).isEqualTo(1);
  }

  private String token() {
    return azure.firstLogin(azure.jwt("web-1")).clientToken();
  }

  private static Reply renew(String token) {
    return server.as(token).send("POST", "auth/token/renew-self", "{}");
  }
}
