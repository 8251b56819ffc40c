package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.SUBSCRIPTION;
import static io.azimuth.product.azure.ResourceFixture.assertRefused;
import static io.azimuth.product.azure.ResourceFixture.granted;
import static io.azimuth.product.azure.ResourceFixture.names;
import static io.azimuth.product.azure.ResourceFixture.proved;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.arm.ResourceFault;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Resource Manager's answer decides about a login if the token is not enough, and later changes
 * take effect.
 */
final class ResourceFactsTest {

  private static final StandingClock CLOCK = SharedServer.clock();
  @RegisterExtension static final SharedServer SHARED = SharedServer.standing();

  private static TestingServer server;
  private ResourceFixture azure;

  @BeforeAll
  static void start() {
    server = SHARED.server();
  }

  @BeforeEach
  void fresh() {
    azure = ResourceFixture.on(server);
  }

  private void webRole() {
    azure.role("bound_subscription_ids", SUBSCRIPTION, "bound_resource_groups", "rg-web");
  }

  @Test
  void aTokenWithoutClaimsIsProvedByASystemAssignedIdentity() {
    webRole();

    Reply reply = azure.login(azure.bareJwt("web-1"), names("web-1"));

    assertThat(granted(reply)).isEqualTo(proved("rg-web", 1, "vm_name", "web-1"));
    assertThat(azure.resources().reads("web-1")).isEqualTo(1);
  }

  @Test
  void aTokenWithoutClaimsIsNotProvedByAUserAssignedIdentity() {
    webRole();

    assertRefused(azure.login(azure.bareJwt("web-2"), names("web-2")), "resource_unproved");
    assertThat(azure.resources().reads("web-2")).isEqualTo(1);
  }

  @Test
  void aTokenWithoutClaimsProvesNoOtherMachine() {
    webRole();

    assertRefused(azure.login(azure.bareJwt("web-1"), names("web-10")), "resource_unproved");
  }

  @Test
  void aTokenWithoutClaimsAndNamesProvesNothing() {
    webRole();

    assertRefused(azure.login(azure.bareJwt("web-1")), "resource_claims_missing");
    assertThat(azure.allReads()).isZero();
  }

  @Test
  void aNameWithoutItsPlaceIsAnIncompleteRequest() {
    webRole();

    Reply reply = azure.login(azure.bareJwt("web-1"), "vm_name", "web-1");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errors())
        .isEqualTo(List.of("subscription_id and resource_group_name are required"));
    assertThat(azure.allReads()).isZero();
  }

  @Test
  void anIdentityThatWasDetachedLogsInNoLonger() {
    webRole();
    String jwt = azure.jwt("web-2");
    granted(azure.login(jwt));
    azure.resources().detach("web-2", "uami-web");
    CLOCK.advance(Duration.ofSeconds(61));

    assertRefused(azure.login(jwt), "identity_not_on_resource");
    assertThat(azure.resources().reads("web-2")).isEqualTo(2);
  }

  @Test
  void anIdentityThatWasAttachedAMomentAgoLogsInAtOnce() {
    webRole();
    azure.resources().attach("web-20", "uami-db");
    String jwt = azure.jwt("web-20", 4);
    azure.resources().detach("web-20", "uami-db");
    assertRefused(azure.login(jwt), "identity_not_on_resource");
    azure.resources().attach("web-20", "uami-db");

    granted(azure.login(jwt));

    assertThat(azure.resources().reads("web-20")).isEqualTo(2);
  }

  @Test
  void aRefusalReadsAgainOnceAMinuteAtMost() {
    webRole();
    String jwt = azure.jwt("web-2");
    azure.resources().detach("web-2", "uami-web");

    for (int i = 0; i < 10; i++) {
      assertRefused(azure.login(jwt), "identity_not_on_resource");
    }

    assertThat(azure.resources().reads("web-2")).isEqualTo(2);
  }

  @Test
  void aMachineThatMovedIsNoLongerWhereTheRoleBinds() {
    azure.role("bound_subscription_ids", SUBSCRIPTION, "bound_locations", "West Europe");
    granted(azure.login(azure.jwt("web-1")));
    azure.resources().move("web-1", "northeurope");
    CLOCK.advance(Duration.ofSeconds(61));

    Reply reply = azure.login(azure.jwt("web-1"));

    assertRefused(reply, "location_not_bound");
    assertThat(reply.text()).doesNotContain("northeurope").doesNotContain("West");
  }

  @Test
  void aDeletedMachineLogsInNoLonger() {
    webRole();
    String jwt = azure.jwt("web-1");
    azure.resources().delete("web-1");

    assertRefused(azure.login(jwt), "resource_not_found");
  }

  @Test
  void aServerThatMayNotReadSaysSoAndLogsIt() {
    webRole();
    azure.resources().revoke(AzureMount.principal(10));

    Reply reply = azure.login(azure.jwt("web-1"));

    assertRefused(reply, "directory_forbidden");
    assertThat(reply.text()).doesNotContain("virtualMachines/read");
    String lacks =
        "the server's identity lacks Microsoft.Compute/virtualMachines/read on /subscriptions/"
            + SUBSCRIPTION;
    assertThat(server.log())
        .contains("Resource Manager lets this server not read the resource")
        .contains(lacks);
    assertThat(server.root().get(azure.mount().at("config/status")).text()).contains(lacks);
  }

  @ParameterizedTest
  @CsvSource({"429,503", "500,503", "503,503"})
  void aDisturbedResourceManagerIsToBeAskedLater(int fault, int expected) {
    azure.mount().with("max_retries", -1, "login_timeout", 0); // nobody waits in line
    webRole();
    azure.resources().fault(ResourceFault.status("web-1", fault).retryAfter(7));

    Reply reply = azure.login(azure.jwt("web-1"));

    assertThat(reply.status()).as(reply.toString()).isEqualTo(expected);
    assertThat(reply.header("Retry-After")).isPresent();
    assertThat(reply.clientToken()).isEmpty();
  }

  @Test
  void aRoleThatTakesClaimsAsProofAsksNothing() {
    azure.role(
        "bound_subscription_ids",
        SUBSCRIPTION,
        "bound_resource_groups",
        "rg-web",
        "resource_proof",
        "claims");
    azure.resources().delete("web-1");

    assertThat(granted(azure.login(azure.jwt("web-1"), names("web-1"))))
        .isEqualTo(proved("rg-web", 1, "vm_name", "web-1"));
    assertRefused(azure.login(azure.jwt("web-1"), names("web-10")), "vm_mismatch");
    assertRefused(azure.login(azure.bareJwt("web-2"), names("web-2")), "resource_unproved");
    assertThat(azure.allReads()).isZero();
  }
}
