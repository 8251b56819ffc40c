package io.azimuth.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.attested.AttestedSigners;
import io.azimuth.adapters.azure.attested.CmsAttestedSignatures;
import io.azimuth.adapters.azure.cloud.LabCloud;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.transport.CloudHttpClients;
import io.azimuth.adapters.azure.transport.HttpCertificates;
import io.azimuth.azure.port.AttestedSignatures;
import io.azimuth.azure.port.IssuerSearch;
import io.azimuth.domain.azure.attested.AttestedDocument;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.testkit.contract.AttestedSignaturesContract;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that the simulated metadata service signs, verified as those of Azure are. */
class SimulatedDocumentsTest extends AttestedSignaturesContract {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final String NONCE = "0123456789abcdefghij0123456789ab";

  private static AzureSimulator simulator;
  private static AttestedSignatures signatures;
  private static byte[] document;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    simulator =
        AzureSimulator.start(
            AzureSimulatorConfig.forTests(Clock.fixed(NOW, ZoneOffset.UTC), new SecureRandom())
                .writingTo(directory));
    signatures =
        new CmsAttestedSignatures(
            new AttestedSigners(
                Map.of("Lab", "metadata.simulator.azimuth.example"),
                Map.of("lab", directory.resolve("ca.pem")),
                Map.of("lab", List.of(simulator.authorityUri().getAuthority()))),
            new HttpCertificates(
                new CloudHttpClients(
                    List.of(
                        LabCloud.at(
                            simulator.authorityUri(), Optional.of(directory.resolve("ca.pem")))),
                    ProxySelector.of(null)),
                "tests"));
    document = Base64.getDecoder().decode(fetch("nonce=" + NONCE).path("signature").asText());
    assertThat(signatures.verify("lab", document, NOW).problem())
        .endsWith("the certificate of CN=Azimuth simulated metadata CA is not known here");
    assertThat(signatures.fetchMissing("lab", document, NOW, NONCE::equals).orElseThrow().join())
        .isEqualTo(IssuerSearch.FOUND);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Override
  protected AttestedSignatures signatures() {
    return signatures;
  }

  @Override
  protected String cloud() {
    return "lab";
  }

  @Override
  protected AttestedDocument expected() {
    return new AttestedDocument(
        NONCE,
        NOW,
        NOW.plus(Duration.ofHours(6)),
        new VmId(simulator.fleet().machine("web-1").orElseThrow().vmId()),
        new SubscriptionId("22222222-2222-2222-2222-222222222222"));
  }

  @Override
  protected byte[] signed() {
    return document;
  }

  @Override
  protected Instant now() {
    return NOW;
  }

  @Test
  void nothingIsFetchedTwice() {
    assertThat(signatures.fetchMissing("lab", document, NOW, nonce -> true)).isEmpty();
    assertThat(simulator.requestCounts()).containsEntry(SimulatorEndpoint.CERTIFICATES, 1L);
  }

  @Test
  void withoutANonceThereIsTheTime() throws Exception {
    byte[] signed = Base64.getDecoder().decode(fetch("").path("signature").asText());

    assertThat(signatures.verify("lab", signed, NOW).document().orElseThrow().nonce())
        .isEqualTo("20261125-120000");
  }

  @Test
  void aLongNonceAndAMissingHeaderAreRefused() throws Exception {
    assertThat(fetch("nonce=" + NONCE + "0").path("error").asText()).contains("32 characters");
    HttpRequest bare = HttpRequest.newBuilder(request("").uri()).build();
    assertThat(send(bare).path("error").asText()).contains("Required metadata header");
  }

  @Test
  void anAppHasNoDocument() throws Exception {
    HttpRequest app =
        HttpRequest.newBuilder(
                simulator
                    .metadataUri("orders-func")
                    .resolve("metadata/attested/document?api-version=2020-09-01"))
            .header("Metadata", "true")
            .build();

    assertThat(send(app).path("error").asText()).isEqualTo("unknown_machine");
  }

  private static JsonNode fetch(String query) throws IOException, InterruptedException {
    return send(request(query));
  }

  private static HttpRequest request(String query) {
    return HttpRequest.newBuilder(
            simulator
                .metadataUri("web-1")
                .resolve("metadata/attested/document?api-version=2020-09-01&" + query))
        .header("Metadata", "true")
        .build();
  }

  private static JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return new ObjectMapper().readTree(answer.body());
  }
}
