package io.azimuth.adapters.azure.simulator.arm;

import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.SUBSCRIPTION;
import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.VM;
import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.simulator.ResourceManagerClient;
import io.azimuth.adapters.azure.simulator.SharedResourceManager;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an identity learns of its own rights. */
@Timeout(60)
@ExtendWith(SharedResourceManager.class)
class OwnPermissionsTest {

  private static final String SERVER = "bbbbbbbb-0000-4000-8000-000000000010";
  private static final String PERMISSIONS =
      "/providers/Microsoft.Authorization/permissions?api-version=2022-04-01";

  private static ResourceManagerClient azure;

  @BeforeAll
  static void start(ResourceManagerClient shared) {
    azure = shared;
  }

  @BeforeEach
  void reset() {
    azure.simulator.reset();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/resourceGroups/rg-web", "/RESOURCEGROUPS/RG-WEB"})
  void aReaderReadsEverything(String place) throws Exception {
    Answer answer = azure.get(SUBSCRIPTION + place + PERMISSIONS);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().toString())
        .isEqualTo(
            "{\"value\":[{\"actions\":[\"*/read\"],\"notActions\":[],\"dataActions\":[],\"notDataActions\":[]}]}");
  }

  @Test
  void grantedActionsAreToldAndDecide() throws Exception {
    azure.client.steer(
        "resource-manager/rights",
        "{\"principal\":\"%s\",\"actions\":[\"Microsoft.Compute/*\"],\"not_actions\":[\"*/virtualMachines/read\"]}"
            .formatted(SERVER));

    assertThat(azure.get(VM + "web-1" + PERMISSIONS).body().path("value").get(0).path("notActions"))
        .hasToString("[\"*/virtualMachines/read\"]");
    assertThat(code(azure.compute(VM + "web-1"))).isEqualTo("AuthorizationFailed");
    assertThat(azure.compute(ResourceManagerClient.SET + "fleet").status()).isEqualTo(200);
  }

  @Test
  void whoHasNoRightLearnsThat() throws Exception {
    azure.steered.revoke(SERVER);

    assertThat(azure.get(SUBSCRIPTION + PERMISSIONS).body()).hasToString("{\"value\":[]}");
    assertThat(azure.get("/subscriptions?api-version=2022-12-01").body())
        .hasToString("{\"value\":[]}");
  }

  @Test
  void aReaderSeesTheSubscriptionsOfItsTenant() throws Exception {
    JsonNode listed = azure.get("/subscriptions?api-version=2022-12-01").body().path("value");

    assertThat(listed.findValuesAsText("id")).contains(SUBSCRIPTION);
  }

  @Test
  void aGroupThatIsNotThereAndAnotherTenantAreRefused() throws Exception {
    assertThat(code(azure.get(SUBSCRIPTION + "/resourceGroups/none" + PERMISSIONS)))
        .isEqualTo("ResourceGroupNotFound");
    assertThat(code(azure.get("/subscriptions/99999999-9999-9999-9999-999999999999" + PERMISSIONS)))
        .isEqualTo("SubscriptionNotFound");
    assertThat(code(azure.get(SUBSCRIPTION + PERMISSIONS.replaceFirst("[?].*", ""))))
        .isEqualTo("MissingApiVersionParameter");
  }

  @Test
  void tokensForGraphNamePermissionsAndOthersDoNot() throws Exception {
    assertThat(claims("https://graph.microsoft.com").path("roles"))
        .hasToString(
            "[\"Application.Read.All\",\"Application.ReadWrite.OwnedBy\",\"User.Read.All\"]");
    assertThat(claims("https://management.azure.com").has("roles")).isFalse();
  }

  private static JsonNode claims(String resource) throws Exception {
    String token =
        azure.simulator.mint(TokenRequest.forApplication("azimuth-server", resource)).expose();
    return new ObjectMapper()
        .readTree(
            new String(
                Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
  }
}
