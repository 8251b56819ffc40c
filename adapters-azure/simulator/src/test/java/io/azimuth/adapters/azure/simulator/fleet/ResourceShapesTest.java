package io.azimuth.adapters.azure.simulator.fleet;

import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.IDENTITIES;
import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.SET;
import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.SUBSCRIPTION;
import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.VM;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.PublishedKeys;
import io.azimuth.adapters.azure.simulator.ResourceManagerClient;
import io.azimuth.adapters.azure.simulator.SharedResourceManager;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ExtendWith(SharedResourceManager.class)
class ResourceShapesTest {

  private static final String SITE =
      SUBSCRIPTION + "/resourceGroups/rg-apps/providers/Microsoft.Web/sites/orders-func";

  private static ResourceManagerClient azure;

  @BeforeAll
  static void start(ResourceManagerClient shared) {
    azure = shared;
    azure.simulator.reset();
  }

  @Test
  void aMachineWithBothKindsOfIdentity() throws Exception {
    JsonNode vm = azure.compute(VM + "web-3").body();
    JsonNode identity = vm.get("identity");

    assertThat(vm.get("id").asText()).isEqualTo(VM + "web-3");
    assertThat(vm.get("type").asText()).isEqualTo("Microsoft.Compute/virtualMachines");
    assertThat(vm.get("location").asText()).isEqualTo("westeurope");
    assertThat(vm.at("/properties/vmId").asText()).startsWith("eeeeeeee-").endsWith("0003");
    assertThat(vm.at("/properties/instanceView").isMissingNode()).isTrue();
    assertThat(vm.at("/properties/virtualMachineScaleSet").isMissingNode()).isTrue();
    assertThat(identity.get("type").asText()).isEqualTo("SystemAssigned, UserAssigned");
    assertThat(identity.get("principalId").asText())
        .isEqualTo("bbbbbbbb-0000-4000-8000-000000000003");
    assertThat(identity.get("tenantId").asText()).isEqualTo(SeededFleet.TENANT);
    assertThat(identity.at("/userAssignedIdentities").get(IDENTITIES + "/uami-db").toString())
        .isEqualTo(
            "{\"principalId\":\"bbbbbbbb-0000-4000-8000-000000000004\","
                + "\"clientId\":\"aaaaaaaa-0000-4000-8000-000000000004\"}");
  }

  @Test
  void anInstanceOfAUniformSetHasItsVmIdAndIsInNoList() throws Exception {
    JsonNode instance = azure.compute(SET + "fleet/virtualMachines/1").body();

    assertThat(instance.get("id").asText()).isEqualTo(SET + "fleet/virtualMachines/1");
    assertThat(instance.get("name").asText()).isEqualTo("fleet_1");
    assertThat(instance.get("instanceId").asText()).isEqualTo("1");
    assertThat(instance.get("type").asText())
        .isEqualTo("Microsoft.Compute/virtualMachineScaleSets/virtualMachines");
    assertThat(instance.at("/properties/vmId").asText())
        .isEqualTo(azure.simulator.fleet().machine("fleet_1").orElseThrow().vmId());
    assertThat(azure.compute(SET + "fleet/virtualMachines/7").status()).isEqualTo(404);
    assertThat(azure.compute(SET.substring(0, SET.length() - 1)).body().toString())
        .doesNotContain("fleet_1");
  }

  @Test
  void aMachineWithLentIdentitiesOnlyHasNoPrincipalOfItsOwn() throws Exception {
    JsonNode identity = azure.compute(VM + "web-2").body().get("identity");

    assertThat(identity.get("type").asText()).isEqualTo("UserAssigned");
    assertThat(identity.has("principalId")).isFalse();
    assertThat(identity.has("tenantId")).isFalse();
  }

  @Test
  void theStateIsShownOnDemand() throws Exception {
    JsonNode vm = azure.get(VM + "web-1?api-version=2025-04-01&$expand=instanceView").body();
    JsonNode encoded = azure.get(VM + "web-1?%24expand=instanceView&api-version=2025-04-01").body();

    assertThat(vm.at("/properties/instanceView/statuses/0/code").asText())
        .isEqualTo("PowerState/running");
    assertThat(encoded).isEqualTo(vm);
  }

  @Test
  void pathsAreTakenInAnyCaseAndWithDoubleSlashes() throws Exception {
    JsonNode plain = azure.compute(VM + "web-1").body();

    assertThat(azure.compute("/" + VM.replace("resourceGroups", "resourcegroups") + "WEB-1").body())
        .isEqualTo(plain);
    assertThat(azure.get(VM + "web-1?api-version=2025-04-01&whatever=1").body()).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flex_1a2b3c4d", "handmade-1"})
  void aMachineOfAFlexibleSetNamesItsSet(String name) throws Exception {
    assertThat(azure.compute(VM + name).body().at("/properties/virtualMachineScaleSet/id").asText())
        .isEqualTo(SET + "flex");
  }

  @Test
  void aMachineNamedLikeAFlexibleInstanceMayBelongToNoSet() throws Exception {
    JsonNode vm = azure.compute(VM + "flex_0badcafe").body();

    assertThat(vm.at("/properties/virtualMachineScaleSet").isMissingNode()).isTrue();
  }

  @Test
  void aFlexibleSetNamesItsIdentitiesWithoutTheirIds() throws Exception {
    JsonNode set = azure.compute(SET + "flex").body();

    assertThat(set.at("/properties/orchestrationMode").asText()).isEqualTo("Flexible");
    assertThat(set.at("/sku/capacity").asInt()).isEqualTo(2);
    assertThat(set.at("/identity").toString())
        .isEqualTo(
            "{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{\""
                + IDENTITIES
                + "/uami-flex\":{}}}");
  }

  @Test
  void aUniformSetHasItsInstancesIdentities() throws Exception {
    JsonNode set = azure.compute(SET + "fleet").body();

    assertThat(set.at("/properties/orchestrationMode").asText()).isEqualTo("Uniform");
    assertThat(set.at("/sku/capacity").asInt()).isEqualTo(2);
    assertThat(set.at("/identity/principalId").asText())
        .isEqualTo("bbbbbbbb-0000-4000-8000-000000000005");
    assertThat(
            set.at("/identity/userAssignedIdentities")
                .get(IDENTITIES + "/uami-web")
                .get("principalId")
                .asText())
        .isEqualTo("bbbbbbbb-0000-4000-8000-000000000002");
  }

  @Test
  void appServiceHasASpellingOfItsOwn() throws Exception {
    JsonNode site = azure.get(SITE + "?api-version=2024-04-01").body();

    assertThat(site.get("location").asText()).isEqualTo("West Europe");
    assertThat(site.at("/identity/type").asText()).isEqualTo("SystemAssigned,UserAssigned");
    assertThat(
            site.at("/identity/userAssignedIdentities")
                .has(IDENTITIES.replace("resourceGroups", "resourcegroups") + "/uami-web"))
        .isTrue();
  }

  @Test
  void anArcMachineHasItsIdentityAndItsTokensNameIt() throws Exception {
    String id = azure.steered.id("arc-1");
    JsonNode arc = azure.get(id + "?api-version=2025-01-13").body();
    String token = azure.simulator.tokenFor("arc-1", SimulatorClient.ARM).expose();

    assertThat(arc.get("type").asText()).isEqualTo("Microsoft.HybridCompute/machines");
    assertThat(arc.at("/identity/principalId").asText())
        .isEqualTo("bbbbbbbb-0000-4000-8000-000000000021");
    assertThat(PublishedKeys.payload(token))
        .contains("\"xms_mirid\":\"" + id.replace("resourceGroups", "resourcegroups") + "\"")
        .doesNotContain("xms_az_rid");
  }

  @Test
  void aClusterHasNoneOfItsPodsIdentities() throws Exception {
    JsonNode cluster = azure.get(azure.steered.id("cluster-1") + "?api-version=2025-05-01").body();

    assertThat(cluster.get("name").asText()).isEqualTo("cluster-1");
    assertThat(cluster.has("identity")).isFalse();
  }

  @Test
  void anIdentityHasItsPrincipal() throws Exception {
    JsonNode identity = azure.get(IDENTITIES + "/uami-pod?api-version=2024-11-30").body();

    assertThat(identity.get("id").asText()).isEqualTo(IDENTITIES + "/uami-pod");
    assertThat(identity.get("properties").toString())
        .isEqualTo(
            "{\"tenantId\":\"11111111-1111-1111-1111-111111111111\","
                + "\"principalId\":\"bbbbbbbb-0000-4000-8000-000000000008\","
                + "\"clientId\":\"aaaaaaaa-0000-4000-8000-000000000008\"}");
    assertThat(identity.has("identity")).isFalse();
  }

  @Test
  void aGroupsIdentitiesComeInPagesWithAbsoluteLinks() throws Exception {
    List<String> names = new ArrayList<>();
    int pages = 0;
    String next = IDENTITIES + "?api-version=2024-11-30";
    while (!next.isEmpty()) {
      JsonNode page = azure.get(next).body();
      page.get("value").forEach(it -> names.add(it.get("name").asText()));
      pages++;
      String link = page.path("nextLink").asText();
      if (!link.isEmpty()) {
        assertThat(link).startsWith(azure.simulator.authorityUri() + "subscriptions/");
      }
      next =
          link.isEmpty()
              ? ""
              : link.substring(azure.simulator.authorityUri().toString().length() - 1);
    }

    assertThat(pages).isEqualTo(3);
    assertThat(names)
        .containsExactlyInAnyOrder(
            "uami-web", "uami-db", "uami-flex", "uami-pod", "uami-load", "uami-crowd");
  }

  @Test
  void aGroupWithoutIdentitiesHasAnEmptyList() throws Exception {
    String path =
        SUBSCRIPTION
            + "/resourceGroups/rg-web/providers/Microsoft.ManagedIdentity/userAssignedIdentities";

    assertThat(azure.get(path + "?api-version=2024-11-30").body().toString())
        .isEqualTo("{\"value\":[]}");
  }

  @Test
  void aProviderListsItsVersionsNewestFirstWithPreviews() throws Exception {
    JsonNode web =
        azure.get(SUBSCRIPTION + "/providers/microsoft.web?api-version=2025-04-01").body();
    JsonNode sites = web.at("/resourceTypes/0");
    List<String> versions = new ArrayList<>();
    sites.get("apiVersions").forEach(it -> versions.add(it.asText()));

    assertThat(web.get("namespace").asText()).isEqualTo("Microsoft.Web");
    assertThat(sites.get("resourceType").asText()).isEqualTo("sites");
    assertThat(versions)
        .startsWith("2025-03-01", "2024-11-01-preview", "2024-04-01")
        .contains("2022-03-01");
    assertThat(web.at("/resourceTypes/1/resourceType").asText()).isEqualTo("sites/slots");
  }

  @Test
  void theSameNamesInAnotherSubscriptionAreOtherMachines() throws Exception {
    String second =
        VM.replace("22222222-2222-2222-2222-222222222222", SeededLookalikes.SECOND_SUBSCRIPTION);

    assertThat(azure.compute(second + "web-1").body().at("/identity/principalId").asText())
        .isEqualTo("bbbbbbbb-0000-4000-8000-000000000025");
    assertThat(azure.compute(second + "web-2").body().at("/identity/userAssignedIdentities"))
        .isEqualTo(azure.compute(VM + "web-2").body().at("/identity/userAssignedIdentities"));
    assertThat(azure.steered.id("second-web-2")).isEqualTo(second + "web-2");
  }
}
