package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.arm.ResourceFault;
import io.azimuth.domain.azure.rights.ActionGrant;
import io.azimuth.domain.azure.rights.ActionPattern;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.AboutAzure;
import io.azimuth.product.server.CommandLineRun.End;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code operator setup-azure --mount}: what the configuration and the roles of a mount need. */
@AboutAzure
final class SetupAzureMountTest extends ClientCommandsFixture {

  private static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";

  @Test
  void rolesSayWhichActionsAreNeededWhere() {
    AzureMount mount =
        AzureMount.enable(server, "placed").readingResources().with("rotation_period", "720h");
    mount
        .role("db", "bound_subscription_ids", SUBSCRIPTION, "bound_resource_groups", "rg-db")
        .role("plain");

    End end = operator.run("operator", "setup-azure", "--mount=placed");

    assertThat(end.err()).isEmpty();
    assertThat(end.exit()).isZero();
    assertThat(end.out())
        .contains(
            "az login --tenant " + AzureMount.TENANT,
            "app=" + AzureMount.client(10),
            "\"Microsoft.Compute/virtualMachines/read\"",
            "--scope /subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-db",
            "# Application.ReadWrite.OwnedBy: rotation of the client secret",
            "az ad app owner add");
    assertThat(end.out()).doesNotContain("lab-secret", "azimuth write", "az ad app create");
  }

  @Test
  void aRoleThatBindsNoPlaceNeedsOneFromTheCommandLine() {
    AzureMount mount = AzureMount.enable(server, "unplaced");
    mount.role("db", "bound_resource_groups", "rg-db");

    End without =
        operator.run("operator", "setup-azure", "--mount=auth/unplaced/", "--identity=application");
    End with =
        operator.run(
            "operator",
            "setup-azure",
            "--mount=unplaced",
            "--identity=application",
            "--subscription-id=" + SUBSCRIPTION,
            "--resource-group=rg-db");

    assertThat(without.out())
        .contains("# Not in it: Microsoft.Compute/virtualMachines/read, because no binding tells")
        .doesNotContain("az role");
    assertThat(with.out())
        .contains("--scope /subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-db")
        .doesNotContain("no binding tells");
  }

  @Test
  void aFederatedMountTellsWhatToTrust() {
    server.root().write("identity/oidc/config", Map.of("issuer", "https://vault.example.com"));
    AzureMount mount =
        AzureMount.enable(server, "trusted")
            .with(
                "client_id",
                AzureMount.client(10),
                "identity_token_audience",
                "api://AzureADTokenExchange");

    End az = operator.run("operator", "setup-azure", "--mount=trusted");

    assertThat(az.out())
        .contains(
            "\"name\":\"azimuth-auth-trusted-",
            "\"issuer\":\"https://vault.example.com/v1/identity/oidc/plugins\"",
            "\"subject\":\"plugin-identity:root:auth:" + mount.accessor() + "\"");
  }

  @Test
  void theCheckTellsWhatThereIsWhatIsMissingAndWhatIsTooMuch() {
    AzureMount mount = AzureMount.enable(server, "checked").readingResources();
    mount.role(
        "db",
        "bound_subscription_ids",
        SUBSCRIPTION,
        "bound_resource_groups",
        "rg-web",
        "bound_resource_types",
        "Microsoft.Compute/virtualMachines");

    End reader = operator.run("operator", "setup-azure", "--mount=checked", "--check");

    assertThat(reader.err()).isEmpty();
    assertThat(reader.exit()).isZero();
    assertThat(reader.out().lines())
        .anyMatch(it -> it.matches("present +Microsoft.Compute/virtualMachines/read +/subsc.*db"))
        .anyMatch(it -> it.matches("present .optional. +Application.ReadWrite.OwnedBy +Micros.*"))
        .anyMatch(it -> it.matches("unknown .optional. +owner of its own application .*"))
        .anyMatch(it -> it.matches("[*]/read +/subscriptions/.* +wider than what is needed: .*"))
        .anyMatch(it -> it.matches("User.Read.All +Microsoft Graph +nothing needs it"));

    AzureMount.enable(server, "tooMuch").readingResources();
    server
        .azure()
        .resourceManager()
        .grant(
            AzureMount.principal(10),
            ActionGrant.of(
                List.of(new ActionPattern("Microsoft.Compute/virtualMachines/delete")), List.of()));
    End empty = operator.run("operator", "setup-azure", "--mount=tooMuch", "--check");
    mount.with("max_retries", 4);
    End json =
        operator.run("operator", "setup-azure", "--mount=checked", "--check", "-format=json");
    server.azure().resourceManager().grant(AzureMount.principal(10));

    assertThat(empty.exit()).isEqualTo(1);
    assertThat(empty.out().lines())
        .anyMatch(
            it -> it.matches("Microsoft.Compute/virtualMachines/delete +/subscr.* +DANGEROUS: .*"));
    assertThat(json.exit()).isEqualTo(1);
    assertThat(json(json).path("needed").get(0).path("state").asText()).isEqualTo("missing");
    assertThat(operator.run("operator", "setup-azure", "--check").err())
        .contains("--check goes with --mount");
  }

  @Test
  void whatAzureRefusesToTellIsUnknownAndHasAnExitCodeOfItsOwn() {
    AzureMount mount = AzureMount.enable(server, "untold").readingResources();
    mount.role("db", "bound_subscription_ids", SUBSCRIPTION, "bound_resource_groups", "rg-db");
    String path =
        "/subscriptions/"
            + SUBSCRIPTION
            + "/resourcegroups/rg-db/providers/microsoft.authorization/permissions";
    server.azure().resourceManager().fault(ResourceFault.status(path, 403));

    End end = operator.run("operator", "setup-azure", "--mount=untold", "--check");

    assertThat(end.exit()).isEqualTo(2);
    assertThat(end.out().lines())
        .anyMatch(
            it ->
                it.matches(
                    "unknown +Microsoft.Compute/virtualMachines/read .*answered 403.*"
                        + "Microsoft.Authorization/permissions/read"));
  }

  @Test
  void aMountWithTheManagedIdentityOfItsMachineKeepsIt() {
    AzureMount.enable(server, "ambient");

    End end = operator.run("operator", "setup-azure", "--mount=ambient");

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.out()).isEmpty();
    assertThat(end.err()).contains("the mount signs in with a managed identity: give --identity=");
  }

  @Test
  void aMountThatIsNotThereOrMayNotBeReadIsAFailure() {
    End none = operator.run("operator", "setup-azure", "--mount=none");
    End stranger = anonymous.run("operator", "setup-azure", "--mount=azure");
    End policy = operator.run("operator", "setup-azure", "--mount=azure", "--output-policy");

    assertThat(none.exit()).isEqualTo(1);
    assertThat(stranger.exit()).isEqualTo(1);
    assertThat(stranger.err()).contains("permission denied");
    assertThat(policy.out()).contains("path \"auth/azure/config/status\"", "read");
  }
}
