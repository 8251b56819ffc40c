package io.azimuth.adapters.azure.simulator.fleet;

import static io.azimuth.adapters.azure.simulator.fleet.SeededFleet.FOREIGN_TENANT;
import static io.azimuth.adapters.azure.simulator.fleet.SeededFleet.SUBSCRIPTION;
import static io.azimuth.adapters.azure.simulator.fleet.SeededFleet.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.PublishedKeys;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformClaimsTest {

  private static final String ARM = SimulatorClient.ARM;
  private static final String V1 = "https://sts.windows.net/" + TENANT + "/";
  private static final String V2 = "https://login.microsoftonline.com/" + TENANT + "/v2.0";
  private static final String CUSTOM_V2 = "cccccccc-0000-4000-8000-000000000009";
  private static final String UAMI_WEB_CLIENT = "aaaaaaaa-0000-4000-8000-000000000002";
  private static final String COMPUTE =
      "/subscriptions/" + SUBSCRIPTION + "/resourcegroups/rg-web/providers/Microsoft.Compute/";
  private static final String IDENTITIES =
      "/subscriptions/"
          + SUBSCRIPTION
          + "/resourcegroups/rg-identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/";
  private static final String SITE =
      "/subscriptions/"
          + SUBSCRIPTION
          + "/resourcegroups/rg-apps/providers/Microsoft.Web/sites/orders-func";

  private static AzureSimulator simulator;
  private static PublishedKeys keys;

  @BeforeAll
  static void start() throws Exception {
    simulator = SimulatorClient.start();
    keys = new PublishedKeys(new SimulatorClient(simulator));
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void aManagedIdentitysTokenHasAzuresClaims() throws Exception {
    String token = simulator.tokenFor("web-1", ARM).expose();
    JwtClaims claims = keys.verify(token, V1, ARM);

    long issued = SimulatorClient.NOW.getEpochSecond() - 300;
    assertThat(claims.getClaimValue("iat")).isEqualTo(issued);
    assertThat(claims.getClaimValue("nbf")).isEqualTo(issued);
    assertThat(claims.getClaimValue("exp")).isEqualTo(issued + 86_700);
    assertThat(claims.getClaimValue("appid")).isEqualTo("aaaaaaaa-0000-4000-8000-000000000001");
    assertThat(claims.getClaimValue("appidacr")).isEqualTo("2");
    assertThat(claims.getClaimValue("idp")).isEqualTo(V1);
    assertThat(claims.getClaimValue("idtyp")).isEqualTo("app");
    assertThat(claims.getClaimValue("oid")).isEqualTo("bbbbbbbb-0000-4000-8000-000000000001");
    assertThat(claims.getSubject()).isEqualTo("bbbbbbbb-0000-4000-8000-000000000001");
    assertThat(claims.getClaimValue("tid")).isEqualTo(TENANT);
    assertThat(claims.getClaimValue("ver")).isEqualTo("1.0");
    assertThat(claims.getClaimValue("xms_idrel")).isEqualTo("7 18");
    assertThat((String) claims.getClaimValue("uti")).hasSize(22);
    assertThat((String) claims.getClaimValue("rh")).startsWith("1.AX");
    assertThat((String) claims.getClaimValue("aio")).startsWith("E2");
    assertThat(claims.hasClaim("groups")).isFalse();
    assertThat(claims.hasClaim("scp")).isFalse();
  }

  @Test
  void eachTokenHasItsOwnId() throws Exception {
    JwtClaims first = keys.verify(simulator.tokenFor("web-1", ARM).expose(), V1, ARM);
    JwtClaims second = keys.verify(simulator.tokenFor("web-1", ARM).expose(), V1, ARM);

    assertThat(first.getClaimValue("uti")).isNotEqualTo(second.getClaimValue("uti"));
  }

  @ParameterizedTest
  @CsvSource({
    "web-1, virtualMachines/web-1",
    "web-3, virtualMachines/web-3",
    "fleet_0, virtualMachineScaleSets/fleet",
    "fleet_1, virtualMachineScaleSets/fleet",
  })
  void aSystemAssignedIdentityIsNamedByItsMachine(String machine, String resource)
      throws Exception {
    JwtClaims claims = keys.verify(simulator.tokenFor(machine, ARM).expose(), V1, ARM);

    assertResources(claims, COMPUTE + resource, null);
  }

  @ParameterizedTest
  @CsvSource({
    "web-2, 2, uami-web, virtualMachines/web-2",
    "web-3, 2, uami-web, virtualMachines/web-3",
    "web-4, 4, uami-db, virtualMachines/web-4",
    "fleet_0, 2, uami-web, virtualMachineScaleSets/fleet",
    "flex_1a2b3c4d, 6, uami-flex, virtualMachines/flex_1a2b3c4d",
  })
  void aUserAssignedIdentityIsNamedBesideItsMachine(
      String machine, int number, String identity, String resource) throws Exception {
    IdentitySelector which =
        IdentitySelector.clientId("aaaaaaaa-0000-4000-8000-00000000000" + number);
    String token = simulator.mint(TokenRequest.forMachine(machine, which, ARM)).expose();

    assertResources(keys.verify(token, V1, ARM), IDENTITIES + identity, COMPUTE + resource);
  }

  @Test
  void aFunctionAppIsNamedByItsSite() throws Exception {
    IdentitySelector lent = IdentitySelector.clientId(UAMI_WEB_CLIENT);
    String own = simulator.tokenFor("orders-func", ARM).expose();
    String other = simulator.mint(TokenRequest.forMachine("orders-func", lent, ARM)).expose();

    assertResources(keys.verify(own, V1, ARM), SITE, null);
    assertResources(keys.verify(other, V1, ARM), IDENTITIES + "uami-web", SITE);
  }

  @Test
  void aPodsIdentityIsNamedWithoutAResource() throws Exception {
    JwtClaims claims = keys.verify(simulator.tokenFor("orders-pod", ARM).expose(), V1, ARM);

    assertResources(claims, IDENTITIES + "uami-pod", null);
    assertThat(claims.getClaimValue("appidacr")).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource({"ci-deployer, 1, 11", "billing-pod, 2, 12"})
  void anAppRegistrationHasNoResources(String application, String proof, int number)
      throws Exception {
    String token = simulator.mint(TokenRequest.forApplication(application, ARM)).expose();
    JwtClaims claims = keys.verify(token, V1, ARM);

    assertResources(claims, null, null);
    assertThat(claims.getClaimValue("appidacr")).isEqualTo(proof);
    assertThat(claims.getClaimValue("oid"))
        .isEqualTo("bbbbbbbb-0000-4000-8000-0000000000" + number);
    long lifetime = (Long) claims.getClaimValue("exp") - (Long) claims.getClaimValue("iat");
    assertThat(lifetime).isEqualTo(3_900);
  }

  @Test
  void aUsersTokenIsDelegated() throws Exception {
    String token = simulator.mint(TokenRequest.forUser("ada", ARM)).expose();
    JwtClaims claims = keys.verify(token, V1, ARM);

    assertThat(claims.getClaimValue("scp")).isEqualTo("user_impersonation");
    assertThat(claims.getClaimValue("idtyp")).isEqualTo("user");
    assertThat(claims.getSubject()).isNotEqualTo(claims.getClaimValue("oid"));
    assertResources(claims, null, null);
  }

  @Test
  void aForeignMachinesTokenIsItsOwnTenants() throws Exception {
    String token = simulator.tokenFor("foreign-1", ARM).expose();

    assertThat(keys.defects(token, V1, ARM)).containsExactly(ErrorCodes.ISSUER_INVALID);
    String issuer = "https://sts.windows.net/" + FOREIGN_TENANT + "/";
    assertThat(keys.verify(token, issuer, ARM).getClaimValue("tid")).isEqualTo(FOREIGN_TENANT);
  }

  @Test
  void theSlashOfTheAudienceIsKept() throws Exception {
    String token = simulator.tokenFor("web-1", "https://management.azure.com").expose();

    assertThat(keys.defects(token, V1, ARM)).containsExactly(ErrorCodes.AUDIENCE_INVALID);
    assertThat(keys.defects(token, V1, "https://management.azure.com")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "api://azimuth",
    "https://vault.hashicorp.com",
    "cccccccc-0000-4000-8000-000000000008"
  })
  void aCustomV1ApiHasGroupsAndNoResources(String api) throws Exception {
    JwtClaims claims = keys.verify(simulator.tokenFor("web-2", api).expose(), V1, api);

    assertResources(claims, null, null);
    assertThat(claims.hasClaim("xms_idrel")).isFalse();
    assertThat(claims.getStringListClaimValue("groups"))
        .isEqualTo(
            List.of(
                "dddddddd-0000-4000-8000-000000000001", "dddddddd-0000-4000-8000-000000000002"));
  }

  @Test
  void aCustomV2ApiGetsV2Tokens() throws Exception {
    String token = simulator.tokenFor("web-1", "api://azimuth-v2").expose();
    JwtClaims claims = keys.verify(token, V2, CUSTOM_V2);

    assertThat(PublishedKeys.header(token)).doesNotContain("x5t");
    assertThat(claims.getClaimValue("azp")).isEqualTo("aaaaaaaa-0000-4000-8000-000000000001");
    assertThat(claims.getClaimValue("azpacr")).isEqualTo("2");
    assertThat(claims.getClaimValue("ver")).isEqualTo("2.0");
    assertThat(claims.hasClaim("appid")).isFalse();
    assertThat(claims.hasClaim("appidacr")).isFalse();
    assertThat(claims.hasClaim("idp")).isFalse();
    assertResources(claims, null, null);
  }

  @Test
  void moreThan200GroupsAreReplacedByAHint() throws Exception {
    IdentitySelector which = IdentitySelector.clientId("aaaaaaaa-0000-4000-8000-000000000004");
    String token =
        simulator.mint(TokenRequest.forMachine("web-4", which, "api://azimuth")).expose();
    JwtClaims claims = keys.verify(token, V1, "api://azimuth");

    assertThat(claims.hasClaim("groups")).isFalse();
    assertThat(claims.getClaimValue("_claim_names")).isEqualTo(Map.of("groups", "src1"));
    assertThat(claims.getClaimValue("_claim_sources").toString())
        .contains(
            "https://graph.windows.net/"
                + TENANT
                + "/users/bbbbbbbb-0000-4000-8000-000000000004/getMemberObjects");
  }

  @Test
  void v1TokensNameTheirKeyTwice() {
    String header = PublishedKeys.header(simulator.tokenFor("web-1", ARM).expose());

    assertThat(header).startsWith("{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5t\":\"");
    assertThat(header).contains("\"kid\":\"");
  }

  private static void assertResources(JwtClaims claims, String identity, String resource) {
    assertThat(claims.getClaimValue("xms_mirid")).isEqualTo(identity);
    assertThat(claims.getClaimValue("xms_az_rid")).isEqualTo(resource);
  }
}
