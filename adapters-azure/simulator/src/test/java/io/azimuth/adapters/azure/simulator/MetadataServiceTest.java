package io.azimuth.adapters.azure.simulator;

import static io.azimuth.adapters.azure.simulator.fleet.SeededFleet.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataServiceTest {

  private static final String TOKEN = "metadata/identity/oauth2/token?api-version=2018-02-01";
  private static final String ARM = "&resource=https%3A%2F%2Fmanagement.azure.com%2F";

  private static AzureSimulator simulator;
  private static SimulatorClient client;

  @BeforeAll
  static void start() throws Exception {
    simulator = SimulatorClient.start();
    client = new SimulatorClient(simulator);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void aTokenAnswerHasTextsOnly() throws Exception {
    Answer answer = client.metadata(TOKEN + ARM);

    assertThat(answer.status()).isEqualTo(200);
    answer.body().forEach(it -> assertThat(it.isTextual()).isTrue());
    JsonNode body = answer.body();
    assertThat(body.get("client_id").asText()).isEqualTo("aaaaaaaa-0000-4000-8000-000000000001");
    assertThat(body.get("expires_in").asText()).isEqualTo("86399");
    assertThat(body.get("ext_expires_in").asText()).isEqualTo("86399");
    long now = SimulatorClient.NOW.getEpochSecond();
    assertThat(body.get("not_before").asText()).isEqualTo(String.valueOf(now - 300));
    assertThat(body.get("expires_on").asText()).isEqualTo(String.valueOf(now + 86_400));
    assertThat(body.get("resource").asText()).isEqualTo(SimulatorClient.ARM);
    assertThat(body.get("token_type").asText()).isEqualTo("Bearer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2018-02-01",
        "2019-08-01",
        "2020-06-01",
        "2021-02-01",
        "2021-05-01",
        "2021-12-13"
      })
  void clientsVersionsAreServed(String version) throws Exception {
    String path = TOKEN.replace("2018-02-01", version) + ARM;

    assertThat(client.metadata(path).status()).isEqualTo(200);
  }

  @Test
  void theResourceMayBeUnencodedAndIsEchoedSlashAndAll() throws Exception {
    Answer bare = client.metadata(TOKEN + "&resource=https://management.azure.com");
    Answer slash = client.metadata(TOKEN + "&resource=https://management.azure.com/");

    assertThat(audience(bare)).isEqualTo("https://management.azure.com");
    assertThat(audience(slash)).isEqualTo("https://management.azure.com/");
  }

  private static String audience(Answer answer) throws Exception {
    String payload = PublishedKeys.payload(answer.body().get("access_token").asText());
    return new ObjectMapper().readTree(payload).get("aud").asText();
  }

  @ParameterizedTest
  @ValueSource(strings = {"True", "false", "yes"})
  void theMetadataHeaderMustBeTrueInLowerCase(String value) throws Exception {
    Answer answer = client.send(client.metadataRequest(TOKEN + ARM).header("Metadata", value));

    assertError(answer, "bad_request_102", "Required metadata header not specified");
  }

  @Test
  void theMetadataHeaderIsRequired() throws Exception {
    Answer answer = client.send(client.metadataRequest(TOKEN + ARM));

    assertError(answer, "bad_request_102", "Required metadata header not specified");
  }

  @Test
  void aForwardedRequestIsRefused() throws Exception {
    Answer answer = client.send(forwarded(TOKEN + ARM));

    assertError(answer, "invalid_request", "X-Forwarded-For is not allowed");
  }

  private static HttpRequest.Builder forwarded(String path) {
    return client
        .metadataRequest(path)
        .header("Metadata", "true")
        .header("X-Forwarded-For", "10.0.0.1");
  }

  @Test
  void aRepeatedQueryNameIsRefused() throws Exception {
    assertError(
        client.metadata(TOKEN + ARM + ARM), "invalid_request", "A query parameter is there twice");
  }

  @Test
  void aMissingResourceIsRefused() throws Exception {
    assertError(
        client.metadata(TOKEN), "invalid_request", "Required parameter resource not specified");
  }

  @Test
  void anUnknownResourceIsRefused() throws Exception {
    assertError(
        client.metadata(TOKEN + "&resource=api://nobody"),
        "invalid_resource",
        "AADSTS500011: The resource is not known in the tenant.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?api-version=2016-01-01", "?api-version="})
  void aBadVersionIsRefusedWithTheNewestOnes(String query) throws Exception {
    for (String path : new String[] {"metadata/identity/oauth2/token", "metadata/instance"}) {
      Answer answer = client.metadata(path + query);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body().get("error").asText()).startsWith("Bad request. api-version ");
      assertThat(answer.body().get("newest-versions"))
          .extracting(JsonNode::asText)
          .containsExactly("2025-04-07", "2024-07-17", "2024-03-15");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "web-1, '', 1",
    "web-2, '', 2",
    "web-3, '', 3",
    "web-3, client_id=aaaaaaaa-0000-4000-8000-000000000002, 2",
    "web-3, client_id=AAAAAAAA-0000-4000-8000-000000000004, 4",
    "web-3, object_id=bbbbbbbb-0000-4000-8000-000000000004, 4",
    "web-4, object_id=bbbbbbbb-0000-4000-8000-000000000002, 2",
    "fleet_0, '', 5",
    "fleet_1, client_id=aaaaaaaa-0000-4000-8000-000000000002, 2",
    "flex_1a2b3c4d, '', 6",
  })
  void theSelectorRulesChooseTheIdentity(String machine, String selector, String number)
      throws Exception {
    Answer answer = client.metadata("machines/" + machine + "/" + TOKEN + ARM + "&" + selector);

    assertThat(answer.body().get("client_id").asText())
        .isEqualTo("aaaaaaaa-0000-4000-8000-00000000000" + number);
  }

  @Test
  void anIdentityIsFoundByItsResource() throws Exception {
    String id =
        "/subscriptions/%s/RESOURCEGROUPS/rg-identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/uami-db"
            .formatted(SUBSCRIPTION);
    Answer answer = client.metadata("machines/web-4/" + TOKEN + ARM + "&msi_res_id=" + id);

    assertThat(answer.body().get("client_id").asText())
        .isEqualTo("aaaaaaaa-0000-4000-8000-000000000004");
  }

  @Test
  void severalUserAssignedIdentitiesNeedASelector() throws Exception {
    assertError(
        client.metadata("machines/web-4/" + TOKEN + ARM),
        "invalid_request",
        "The machine has several user-assigned identities: the request must name one");
  }

  @Test
  void anotherMachinesIdentityIsNotFound() throws Exception {
    String selector = "&client_id=aaaaaaaa-0000-4000-8000-000000000003";

    assertError(client.metadata(TOKEN + ARM + selector), "invalid_request", "Identity not found");
  }

  @Test
  void twoSelectorsAreRefused() throws Exception {
    String two = "&client_id=aaaaaaaa-0000-4000-8000-000000000001&object_id=x";

    assertError(
        client.metadata(TOKEN + ARM + two), "invalid_request", "More than one identity selector");
  }

  @Test
  void theHeaderNamesTheMachineToo() throws Exception {
    Answer answer =
        client.send(
            client
                .metadataRequest(TOKEN + ARM)
                .header("Metadata", "true")
                .header("X-Simulator-Machine", "web-3"));

    assertThat(answer.body().get("client_id").asText())
        .isEqualTo("aaaaaaaa-0000-4000-8000-000000000003");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web-9", "orders-func", "orders-pod"})
  void aMachineWithoutMetadataServiceIsNotFound(String machine) throws Exception {
    Answer token = client.metadata("machines/" + machine + "/" + TOKEN + ARM);
    Answer instance =
        client.metadata("machines/" + machine + "/metadata/instance?api-version=2021-02-01");

    assertThat(token.status()).isEqualTo(404);
    assertThat(token.body().get("error").asText()).isEqualTo("unknown_machine");
    assertThat(instance.status()).isEqualTo(404);
  }

  @Test
  void theInstanceDocumentNamesTheMachine() throws Exception {
    JsonNode compute =
        client.metadata("metadata/instance?api-version=2021-12-13").body().get("compute");

    assertThat(compute.get("azEnvironment").asText()).isEqualTo("AzurePublicCloud");
    assertThat(compute.get("location").asText()).isEqualTo("westeurope");
    assertThat(compute.get("name").asText()).isEqualTo("web-1");
    assertThat(compute.get("resourceGroupName").asText()).isEqualTo("rg-web");
    assertThat(compute.get("resourceId").asText())
        .isEqualTo(
            "/subscriptions/%s/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/web-1"
                .formatted(SUBSCRIPTION));
    assertThat(compute.get("subscriptionId").asText()).isEqualTo(SUBSCRIPTION);
    assertThat(compute.get("vmScaleSetName").asText()).isEmpty();
    assertThat(compute.get("virtualMachineScaleSet").get("id").asText()).isEmpty();
    assertThat(compute.get("vmId").asText()).isEqualTo("eeeeeeee-0000-4000-8000-000000000001");
  }

  @Test
  void aUniformInstanceNamesItsSet() throws Exception {
    JsonNode compute = instance("fleet_1", "2021-12-13");

    assertThat(compute.get("name").asText()).isEqualTo("fleet_1");
    assertThat(compute.get("vmScaleSetName").asText()).isEqualTo("fleet");
    assertThat(compute.get("virtualMachineScaleSet").get("id").asText()).isEmpty();
    assertThat(compute.get("resourceId").asText())
        .endsWith("/virtualMachineScaleSets/fleet/virtualMachines/1");
  }

  @Test
  void aFlexibleInstanceNamesItsSetById() throws Exception {
    JsonNode compute = instance("flex_1a2b3c4d", "2021-12-13");

    assertThat(compute.get("vmScaleSetName").asText()).isEqualTo("flex");
    assertThat(compute.get("virtualMachineScaleSet").get("id").asText())
        .endsWith("/virtualMachineScaleSets/flex");
    assertThat(compute.get("resourceId").asText()).endsWith("/virtualMachines/flex_1a2b3c4d");
  }

  @ParameterizedTest
  @CsvSource({
    "2017-04-02, resourceGroupName, false",
    "2017-08-01, resourceGroupName, true",
    "2017-08-01, vmScaleSetName, false",
    "2017-12-01, vmScaleSetName, true",
    "2018-04-02, azEnvironment, false",
    "2018-10-01, azEnvironment, true",
    "2019-02-01, resourceId, false",
    "2019-03-11, resourceId, true",
    "2021-02-01, virtualMachineScaleSet, false",
    "2021-03-01, virtualMachineScaleSet, true",
  })
  void membersAppearWithTheirVersion(String version, String member, boolean there)
      throws Exception {
    assertThat(instance("web-1", version).has(member)).isEqualTo(there);
  }

  private static JsonNode instance(String machine, String version) throws Exception {
    String path = "machines/" + machine + "/metadata/instance?api-version=" + version;
    return client.metadata(path).body().get("compute");
  }

  @Test
  void theComputeMemberCanBeHadAlone() throws Exception {
    Answer answer = client.metadata("metadata/instance/compute?api-version=2021-02-01");

    assertThat(answer.body().get("name").asText()).isEqualTo("web-1");
  }

  @Test
  void instanceRequestsAreGuardedToo() throws Exception {
    String path = "metadata/instance?api-version=2021-02-01";

    Answer bare = client.send(client.metadataRequest(path));
    Answer forwarded = client.send(forwarded(path));
    Answer twice = client.metadata(path + "&api-version=2021-02-01");
    Answer text = client.metadata(path + "&format=text");

    assertBad(bare, "Bad request. Required metadata header not specified");
    assertBad(forwarded, "Bad request. X-Forwarded-For is not allowed");
    assertBad(twice, "Bad request. A query parameter is there twice");
    assertBad(text, "Bad request. The simulator knows format=json only");
  }

  @Test
  void versionsAreListed() throws Exception {
    JsonNode versions = client.metadata("metadata/versions").body().get("apiVersions");

    assertThat(versions).extracting(JsonNode::asText).contains("2017-08-01", "2021-12-13");
    assertBad(
        client.send(client.metadataRequest("metadata/versions")),
        "Bad request. Required metadata header not specified");
  }

  @Test
  void onlyGetIsServed() throws Exception {
    Answer answer =
        client.send(client.metadataRequest(TOKEN + ARM).POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.response().headers().firstValue("Allow")).contains("GET");
  }

  private static void assertError(Answer answer, String error, String description) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("error").asText()).isEqualTo(error);
    assertThat(answer.body().get("error_description").asText()).isEqualTo(description);
  }

  private static void assertBad(Answer answer, String error) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("error").asText()).isEqualTo(error);
  }
}
