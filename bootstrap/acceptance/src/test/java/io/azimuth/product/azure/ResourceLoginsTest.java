package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.SECOND_SUBSCRIPTION;
import static io.azimuth.product.azure.ResourceFixture.SUBSCRIPTION;
import static io.azimuth.product.azure.ResourceFixture.assertRefused;
import static io.azimuth.product.azure.ResourceFixture.granted;
import static io.azimuth.product.azure.ResourceFixture.names;
import static io.azimuth.product.azure.ResourceFixture.proved;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins of machines to roles with resource bindings, and the number of reads that they need. */
final class ResourceLoginsTest {

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

  private ResourceFixture webRole() {
    return azure.role("bound_subscription_ids", SUBSCRIPTION, "bound_resource_groups", "rg-web");
  }

  @Nested
  final class VirtualMachines {

    @Test
    void aSystemAssignedIdentityProvesItsMachine() {
      webRole();

      Reply reply = azure.login(azure.jwt("web-1"), names("web-1"));

      assertThat(granted(reply)).isEqualTo(proved("rg-web", 1, "vm_name", "web-1"));
      assertThat(azure.resources().reads("web-1")).isEqualTo(1);
      assertThat(azure.allReads()).isEqualTo(1);
    }

    @Test
    void aSecondLoginReadsNothing() {
      webRole();
      granted(azure.login(azure.jwt("web-1"), names("web-1")));

      granted(azure.login(azure.jwt("web-1"), names("web-1")));

      assertThat(azure.allReads()).isEqualTo(1);
    }

    @Test
    void aUserAssignedIdentityProvesTheMachineOfItsToken() {
      webRole();

      Reply reply = azure.login(azure.jwt("web-2"), names("web-2"));

      assertThat(granted(reply)).isEqualTo(proved("rg-web", 2, "vm_name", "web-2"));
      assertThat(azure.resources().reads("web-2")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"web-3,3", "web-3,2", "web-3,4", "web-4,2", "web-4,4"})
    void eachOfSeveralIdentitiesProvesTheMachine(String machine, int identity) {
      webRole();

      Reply reply = azure.login(azure.jwt(machine, identity), names(machine));

      assertThat(granted(reply)).isEqualTo(proved("rg-web", identity, "vm_name", machine));
    }

    @Test
    void namesThatAreNotSentAreTakenFromTheToken() {
      webRole();

      Reply reply = azure.login(azure.jwt("web-1"));

      assertThat(granted(reply)).isEqualTo(proved("rg-web", 1, "vm_name", "web-1"));
    }

    @Test
    void lettersMayHaveTheWrongCase() {
      azure.role("bound_subscription_ids", SUBSCRIPTION, "bound_resource_groups", "RG-Web");

      Reply reply =
          azure.login(
              azure.jwt("web-1"),
              "subscription_id",
              SUBSCRIPTION,
              "resource_group_name",
              "Rg-WEB",
              "vm_name",
              "WEB-1");

      assertThat(granted(reply)).isEqualTo(proved("rg-web", 1, "vm_name", "web-1"));
    }

    @ParameterizedTest
    @CsvSource({"web-1,web-10", "web-10,web-1", "web-2,web-20", "web-20,web-2", "web-2,web"})
    void aNameThatBeginsLikeAnotherIsAnotherMachine(String machine, String named) {
      webRole();

      Reply reply = azure.login(azure.jwt(machine), names(named));

      assertRefused(reply, "vm_mismatch");
      assertThat(azure.allReads()).isZero();
    }

    @Test
    void aGroupThatBeginsLikeAnotherIsAnotherGroup() {
      webRole();

      assertRefused(azure.login(azure.jwt("prod-web-2")), "resource_group_not_bound");
      assertRefused(
          azure.login(azure.jwt("prod-web-2"), names("web-2")),
          "resource_group_mismatch",
          "resource_group_not_bound");
      assertThat(azure.allReads()).isZero();
    }

    @Test
    void theSharedIdentityOfAnotherSubscriptionIsNotAdmitted() {
      webRole();

      assertRefused(azure.login(azure.jwt("second-web-2")), "subscription_not_bound");
      assertRefused(
          azure.login(azure.jwt("second-web-2"), names("web-2")),
          "subscription_mismatch",
          "subscription_not_bound");
      assertThat(azure.allReads()).isZero();
    }

    @Test
    void equalNamesInASecondSubscriptionAreOtherMachines() {
      azure.role("bound_subscription_ids", SECOND_SUBSCRIPTION);

      Map<String, String> metadata = granted(azure.login(azure.jwt("second-web-1")));

      assertThat(metadata)
          .containsEntry("subscription_id", SECOND_SUBSCRIPTION)
          .containsEntry("vm_name", "web-1");
      assertRefused(azure.login(azure.jwt("web-1")), "subscription_not_bound");
    }
  }

  @Nested
  final class ScaleSets {

    @Test
    void anInstanceOfAUniformSetProvesTheSetAndNotItself() {
      azure.role("bound_subscription_ids", SUBSCRIPTION, "bound_scale_sets", "fleet");

      Reply reply = azure.login(azure.jwt("fleet_0"), names("fleet_0", "vmss_name", "fleet"));

      assertThat(granted(reply)).isEqualTo(proved("rg-web", 5, "vmss_name", "fleet"));
      assertThat(azure.resources().reads("fleet")).isEqualTo(1);
    }

    @Test
    void aSharedIdentityOfAUniformSetProvesTheSet() {
      azure.role("bound_subscription_ids", SUBSCRIPTION, "bound_scale_sets", "FLEET");

      Reply reply = azure.login(azure.jwt("fleet_1", 2));

      assertThat(granted(reply)).isEqualTo(proved("rg-web", 2, "vmss_name", "fleet"));
    }

    @ParameterizedTest
    @CsvSource({"flex_1a2b3c4d", "handmade-1"})
    void whoIsInAFlexibleSetIsAzuresToSay(String machine) {
      azure.role("bound_subscription_ids", SUBSCRIPTION, "bound_scale_sets", "flex");

      Reply reply = azure.login(azure.jwt(machine), names(machine, "vmss_name", "flex"));

      assertThat(granted(reply))
          .isEqualTo(proved("rg-web", 6, "vm_name", machine, "vmss_name", "flex"));
      assertThat(azure.resources().reads(machine)).isEqualTo(1);
      assertThat(azure.allReads()).isEqualTo(1);
    }

    @Test
    void aMachineThatIsMerelyCalledLikeTheSetIsNotInIt() {
      azure.role("bound_subscription_ids", SUBSCRIPTION, "bound_scale_sets", "flex");

      Reply silent = azure.login(azure.jwt("flex_0badcafe"));
      assertRefused(silent, "scale_set_not_bound");

      Reply liar = azure.login(azure.jwt("flex_0badcafe"), "vmss_name", "flex");
      assertRefused(liar, "scale_set_mismatch", "scale_set_not_bound");
    }

    @Test
    void aPlainMachineIsInNoSet() {
      azure.role("bound_subscription_ids", SUBSCRIPTION, "bound_scale_sets", "fleet");

      assertRefused(azure.login(azure.jwt("web-2")), "scale_set_not_bound");
    }

    @Test
    void anotherSetThanTheTokensIsRefusedWithoutAsking() {
      azure.role("bound_subscription_ids", SUBSCRIPTION, "bound_scale_sets", "fleet");

      assertRefused(
          azure.login(azure.jwt("fleet_0"), names("fleet_0", "vmss_name", "fleet2")),
          "scale_set_mismatch");
      assertThat(azure.allReads()).isZero();
    }
  }

  @Nested
  final class OtherWorkloads {

    @ParameterizedTest
    @CsvSource({"7", "2"})
    void aFunctionAppIsAResource(int identity) {
      azure.role(
          "bound_subscription_ids",
          SUBSCRIPTION,
          "bound_resource_types",
          "Microsoft.Web/sites",
          "bound_locations",
          "westeurope");

      Reply reply = azure.login(azure.jwt("orders-func", identity));

      assertThat(granted(reply))
          .hasEntrySatisfying(
              "resource_id",
              id -> assertThat(id).isEqualToIgnoringCase(azure.resources().id("orders-func")))
          .containsOnlyKeys("subscription_id", "resource_group_name", "resource_id", "app_id");
      assertThat(azure.resources().reads("orders-func")).isEqualTo(1);
    }

    @Test
    void aPodIsItsIdentityWhateverItsNodeIsCalled() {
      azure.role("bound_subscription_ids", SUBSCRIPTION, "bound_resource_groups", "rg-identities");

      Reply reply = azure.login(azure.jwt("orders-pod"), names("web-1", "vmss_name", "fleet"));

      assertThat(granted(reply))
          .containsEntry("resource_group_name", "rg-identities")
          .hasEntrySatisfying(
              "resource_id",
              id -> assertThat(id).isEqualToIgnoringCase(azure.resources().id("uami-pod")))
          .containsOnlyKeys("subscription_id", "resource_group_name", "resource_id", "app_id");
      assertThat(azure.resources().reads("uami-pod")).isEqualTo(1);
      assertThat(azure.allReads()).isEqualTo(1);
    }

    @Test
    void aPodIsNotInTheGroupOrSetOfItsNode() {
      webRole();
      assertRefused(
          azure.login(azure.jwt("orders-pod"), names("web-1")), "resource_group_not_bound");

      azure.role("bound_resource_groups", "", "bound_scale_sets", "fleet");
      assertRefused(
          azure.login(azure.jwt("orders-pod"), names("fleet_0", "vmss_name", "fleet")),
          "scale_set_not_bound");
      assertThat(azure.allReads()).isZero();
    }

    @Test
    void aPlainServicePrincipalHasNoResource() {
      webRole();
      String jwt =
          azure.mount().mint(TokenRequest.forApplication("ci-deployer", AzureMount.AUDIENCE));

      assertRefused(azure.login(jwt), "resource_claims_missing");
      assertRefused(azure.login(jwt, names("web-1")), "resource_unproved");
    }

    @Test
    void aPlainServicePrincipalLogsInWhereNoResourceIsBound() {
      azure
          .mount()
          .role(ResourceFixture.ROLE, "bound_service_principal_ids", AzureMount.principal(11));
      String jwt =
          azure.mount().mint(TokenRequest.forApplication("ci-deployer", AzureMount.AUDIENCE));

      Reply reply = azure.login(jwt, names("web-1"));

      assertThat(granted(reply))
          .isEqualTo(
              Map.of(
                  "subscription_id", "",
                  "resource_group_name", "",
                  "app_id", AzureMount.client(11)));
      assertThat(reply.warnings()).singleElement().asString().contains("vm_name");
      assertThat(azure.allReads()).isZero();
    }
  }
}
