package io.azimuth.adapters.azure.simulator.state;

import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.IDENTITIES;
import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.SET;
import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.VM;
import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.PublishedKeys;
import io.azimuth.adapters.azure.simulator.ResourceManagerClient;
import io.azimuth.adapters.azure.simulator.SharedResourceManager;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.fleet.IdentitySelector;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@ExtendWith(SharedResourceManager.class)
class FleetChangeTest {

  private static final String UAMI_DB = IDENTITIES + "/uami-db";

  private static ResourceManagerClient azure;

  @BeforeAll
  static void start(ResourceManagerClient shared) {
    azure = shared;
  }

  @BeforeEach
  void reset() {
    azure.simulator.reset();
  }

  private static JsonNode identity(String path) throws Exception {
    return azure.compute(path).body().path("identity");
  }

  @Test
  void anAttachedIdentityIsThereAndGetsTokens() throws Exception {
    azure.steered.attach("web-2", "uami-db");
    String token =
        azure
            .simulator
            .mint(
                TokenRequest.forMachine(
                    "web-2",
                    IdentitySelector.clientId("aaaaaaaa-0000-4000-8000-000000000004"),
                    SimulatorClient.ARM))
            .expose();

    assertThat(identity(VM + "web-2").at("/userAssignedIdentities").has(UAMI_DB)).isTrue();
    assertThat(PublishedKeys.payload(token)).contains("uami-db").contains("web-2");
    azure.simulator.reset();
    assertThat(identity(VM + "web-2").at("/userAssignedIdentities").has(UAMI_DB)).isFalse();
  }

  @Test
  void aDetachedIdentityIsGoneFromTheMachineAndStillExists() throws Exception {
    azure.steered.detach("web-3", "uami-db");
    azure.steered.detach("web-4", "uami-db");
    azure.steered.detach("web-1", "system");

    assertThat(identity(VM + "web-3").at("/userAssignedIdentities").has(UAMI_DB)).isFalse();
    assertThat(identity(VM + "web-1").isMissingNode()).isTrue();
    assertThat(azure.get(UAMI_DB + "?api-version=2024-11-30").status()).isEqualTo(200);
    azure.steered.attach("web-1", "uami-db");
    assertThat(identity(VM + "web-1").at("/userAssignedIdentities").has(UAMI_DB)).isTrue();
  }

  @Test
  void aFreshSystemIdentityIsAnotherPrincipal() throws Exception {
    azure.steered.attach("web-1", "system");

    assertThat(identity(VM + "web-1").get("principalId").asText())
        .matches("[0-9a-f-]{36}")
        .isNotEqualTo("bbbbbbbb-0000-4000-8000-000000000001");
  }

  @Test
  void theInstancesOfAUniformSetChangeTogether() throws Exception {
    azure.steered.detach("fleet_0", "uami-web");

    assertThat(identity(SET + "fleet").has("userAssignedIdentities")).isFalse();
    assertThat(azure.simulator.fleet().machine("fleet_1").orElseThrow().identities().userAssigned())
        .isEmpty();
  }

  @Test
  void aResourceMovesEverywhere() throws Exception {
    azure.steered.move("web-1", "northeurope");
    azure.steered.move("orders-func", "northeurope");
    azure.steered.move("uami-web", "eastus");
    JsonNode site = azure.get(azure.steered.id("orders-func") + "?api-version=2024-04-01").body();

    assertThat(azure.compute(VM + "web-1").body().get("location").asText())
        .isEqualTo("northeurope");
    assertThat(
            azure
                .client
                .metadata("metadata/instance/compute?api-version=2021-02-01")
                .body()
                .get("location")
                .asText())
        .isEqualTo("northeurope");
    assertThat(site.get("location").asText()).isEqualTo("North Europe");
    assertThat(
            azure
                .get(IDENTITIES + "/uami-web?api-version=2024-11-30")
                .body()
                .get("location")
                .asText())
        .isEqualTo("eastus");
  }

  @Test
  void tagsAreThoseThatWereSetLast() throws Exception {
    assertThat(azure.compute(VM + "web-1").body().get("tags")).isEmpty();
    azure.steered.tag("web-1", Map.of("Env", "dev", "x", "y"));
    done("resources", "{\"resource\":\"web-1\",\"tags\":{\"Env\":\"prod\",\"team\":\"\"}}");
    done("resources", "{\"resource\":\"fleet\",\"tags\":{\"env\":\"prod\"}}");
    done("resources", "{\"resource\":\"uami-web\",\"tags\":{\"of\":\"web\"}}");
    done("identities", "{\"machine\":\"web-2\",\"detach\":\"uami-web\"}");
    done("identities", "{\"machine\":\"web-2\",\"attach\":\"uami-web\"}");

    assertThat(azure.compute(VM + "web-1").body().get("tags"))
        .hasToString("{\"Env\":\"prod\",\"team\":\"\"}");
    assertThat(azure.compute(SET + "fleet").body().get("tags")).hasToString("{\"env\":\"prod\"}");
    assertThat(azure.get(IDENTITIES + "/uami-web?api-version=2024-11-30").body().get("tags"))
        .hasToString("{\"of\":\"web\"}");
    JsonNode compute =
        azure.client.metadata("metadata/instance/compute?api-version=2021-02-01").body();
    assertThat(compute.get("tags").asText()).isEqualTo("Env:prod;team:");
    assertThat(compute.get("tagsList"))
        .hasToString("[{\"name\":\"Env\",\"value\":\"prod\"},{\"name\":\"team\",\"value\":\"\"}]");

    done("resources", "{\"resource\":\"web-1\",\"tags\":{}}");
    assertThat(azure.compute(VM + "web-1").body().get("tags")).isEmpty();
  }

  @Test
  void aDeletedResourceIsGoneAndItsGroupStays() throws Exception {
    azure.steered.delete("web-1");
    azure.steered.delete("uami-db");

    assertThat(code(azure.compute(VM + "web-1"))).isEqualTo("ResourceNotFound");
    assertThat(azure.simulator.tokenFor("web-1", SimulatorClient.ARM).expose()).isNotEmpty();
    assertThat(code(azure.get(UAMI_DB + "?api-version=2024-11-30"))).isEqualTo("ResourceNotFound");
    assertThat(azure.compute(VM + "web-10").status()).isEqualTo(200);
  }

  @Test
  void itIsDoneByRequestToo() throws Exception {
    done("identities", "{\"machine\":\"web-2\",\"attach\":\"uami-db\"}");
    done("identities", "{\"machine\":\"web-2\",\"detach\":\"uami-web\"}");
    done("resources", "{\"resource\":\"web-2\",\"location\":\"westus2\"}");
    done("resources", "{\"resource\":\"web-3\",\"delete\":true}");
    done("faults", "{\"resource\":\"web-4\",\"mode\":\"status\",\"status\":500,\"count\":1}");
    done("rights", "{\"principal\":\"bbbbbbbb-0000-4000-8000-000000000011\"}");
    Answer web2 = azure.get(VM + "web-2?api-version=2025-04-01", azure.tokenOf("ci-deployer"));

    assertThat(web2.body().get("location").asText()).isEqualTo("westus2");
    assertThat(web2.body().at("/identity/userAssignedIdentities").fieldNames())
        .toIterable()
        .containsExactly(UAMI_DB);
    assertThat(azure.compute(VM + "web-3").status()).isEqualTo(404);
    assertThat(azure.compute(VM + "web-4").status()).isEqualTo(500);
    done("rights", "{\"principal\":\"bbbbbbbb-0000-4000-8000-000000000010\",\"read\":false}");
    assertThat(azure.compute(VM + "web-4").status()).isEqualTo(403);
  }

  private static void done(String path, String json) throws Exception {
    assertThat(azure.client.steer("resource-manager/" + path, json).body().toString())
        .isEqualTo("{\"done\":true}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "faults | {\"mode\":\"cut\"} | resource must be a text",
        "faults | {\"resource\":\"web-9\",\"mode\":\"cut\"} | no such resource in the fleet: web-9",
        "faults | {\"resource\":\"*\",\"mode\":\"status\",\"status\":600} | status is 200 to 599",
        "throttle | {\"resource\":\"*\",\"reads_per_minute\":-1} | reads_per_minute is not negative",
        "identities | {\"machine\":\"web-1\"} | name one of attach and detach",
        "identities | {\"machine\":\"web-9\",\"attach\":\"uami-db\"} | no such machine in the fleet: web-9",
        "identities | {\"machine\":\"web-1\",\"attach\":\"uami-x\"} | no such identity in the fleet: uami-x",
        "resources | {\"resource\":\"web-1\"} | name one of location, tags and delete",
        "resources | {\"resource\":\"web-1\",\"tags\":{},\"delete\":true} | name one of location, tags and delete",
        "resources | {\"resource\":\"web-1\",\"tags\":{\"env\":1}} | tags must be an object",
        "resources | {\"resource\":\"web-1\",\"tags\":{\"\":\"x\"}} | a tag has a name of 1 to 512 characters and a value of at most 256",
        "resources | {\"resource\":\"web-1\",\"tags\":{\"a\":\"\",\"A\":\"\"}} | a resource has at most 50 tags, each once",
        "rights | {\"principal\":\"me\"} | principal id must be a GUID in lower case",
      })
  void whatIsAskedWronglyIsExplained(String path, String body, String error) throws Exception {
    Answer answer = azure.client.steer("resource-manager/" + path, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("error").asText()).isEqualTo(error);
  }

  @Test
  void setsForLoadAreThereWithTheirMachines() throws Exception {
    JsonNode set = azure.compute(SET + "load").body();
    JsonNode last = azure.compute(VM + "load_000000c7").body();
    String token = azure.simulator.tokenFor("crowd_199", SimulatorClient.ARM).expose();

    assertThat(set.at("/sku/capacity").asInt()).isEqualTo(200);
    assertThat(last.at("/properties/virtualMachineScaleSet/id").asText()).isEqualTo(SET + "load");
    assertThat(identity(SET + "crowd").get("principalId").asText())
        .isEqualTo(
            azure
                .simulator
                .fleet()
                .machine("crowd_7")
                .orElseThrow()
                .identities()
                .systemAssigned()
                .orElseThrow()
                .principalId());
    assertThat(PublishedKeys.payload(token)).contains("virtualMachineScaleSets/crowd\"");
    assertThatThrownBy(() -> SimulatorFleet.seeded().withUniformSet("fleet", 1))
        .hasMessage("the fleet has fleet_0 twice");
  }
}
