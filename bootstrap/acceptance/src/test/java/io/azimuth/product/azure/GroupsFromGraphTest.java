package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.assertRefused;
import static io.azimuth.product.azure.ResourceFixture.granted;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.fleet.GraphPermission;
import io.azimuth.adapters.azure.simulator.fleet.IdentitySelector;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Groups that are missing in a token are read from the simulated Graph with the real SDK. */
final class GroupsFromGraphTest {

  private static final String SERVER = AzureMount.principal(10);
  private static final String BOUND = "dddddddd-0000-4000-8000-000000000150";
  private static final String OTHER = "dddddddd-0000-4000-8000-000000000999";

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
    azure.mount().with("resolve_groups", true);
    server.azure().graph().grant(SERVER, GraphPermission.APPLICATION_READ_ALL);
    bind(BOUND);
  }

  @Test
  void aTokenInOverageLogsInByOneOfItsManyGroups() {
    granted(azure.login(overage()));
  }

  @Test
  void aTokenWithoutGroupsLogsInByOneOfThem() {
    granted(azure.login(token(AzureMount.AUDIENCE)));
  }

  @Test
  void theGroupsAreAskedForOnce() {
    granted(azure.login(overage()));
    server.azure().graph().revoke(SERVER, GraphPermission.APPLICATION_READ_ALL);

    granted(azure.login(overage()));
  }

  @Test
  void noneOfItsGroupsIsARefusal() {
    bind(OTHER);

    assertRefused(azure.login(overage()), "group_not_bound");
  }

  @Test
  void withoutThePermissionTheOverageIsTheReasonAndTheLogSaysWhatIsMissing() {
    for (GraphPermission permission : GraphPermission.values()) {
      server.azure().graph().revoke(SERVER, permission);
    }

    Reply reply = azure.login(overage());

    assertRefused(reply, "groups_overage");
    assertThat(reply.toString()).doesNotContain("Application.Read.All");
    assertThat(server.log()).contains("it takes the permission Application.Read.All");
  }

  @Test
  void unlessItIsOnNobodyIsAsked() {
    azure.mount().with("resolve_groups", false);

    assertRefused(azure.login(overage()), "groups_overage");
  }

  @Test
  void externalGroupsOfAMountAreFedByGraphWhereTheTokenTellsNone() {
    azure.role("bound_group_ids", "", "bound_service_principal_ids", AzureMount.principal(4));
    assertThat(identityPolicies(azure.login(token(AzureMount.AUDIENCE)))).isEmpty();
    String group =
        server
            .root()
            .write("identity/group", Map.of("type", "external", "policies", "crowd"))
            .data()
            .path("id")
            .asText();
    server
        .root()
        .write(
            "identity/group-alias",
            Map.of(
                "name", BOUND,
                "mount_accessor", azure.mount().accessor(),
                "canonical_id", group));

    assertThat(identityPolicies(azure.login(token(AzureMount.AUDIENCE)))).containsExactly("crowd");
    azure.mount().with("resolve_groups", false);
    assertThat(identityPolicies(azure.login(token(AzureMount.AUDIENCE)))).isEmpty();
  }

  private static List<String> identityPolicies(Reply login) {
    granted(login);
    return Reply.texts(login.auth().path("identity_policies"));
  }

  private void bind(String group) {
    server
        .root()
        .write(azure.mount().at("role/" + ResourceFixture.ROLE), Map.of("bound_group_ids", group));
  }

  private String overage() {
    return token(ResourceFixture.CUSTOM_AUDIENCE);
  }

  /** A token of a machine's identity with 201 groups. */
  private String token(String audience) {
    return azure
        .mount()
        .mint(
            TokenRequest.forMachine(
                "web-3", IdentitySelector.clientId(AzureMount.client(4)), audience));
  }
}
