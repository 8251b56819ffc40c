package io.azimuth.adapters.azure.simulator.imds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The challenge of an Arc machine. */
class ArcChallengeTest {

  private static final String TOKEN =
      "metadata/identity/oauth2/token?api-version=2020-06-01&resource=https://management.azure.com/";
  private static final String REALM = "Basic realm=";

  @TempDir private Path directory;
  private AzureSimulator simulator;

  @BeforeEach
  void start() throws Exception {
    simulator =
        AzureSimulator.start(
            AzureSimulatorConfig.forTests(SimulatorClient.CLOCK, new SecureRandom())
                .writingTo(directory));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private HttpResponse<String> ask(String path, String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(simulator.metadataUri("arc-1") + path))
            .header("Metadata", "true");
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private Path challenge() throws Exception {
    HttpResponse<String> answer = ask(TOKEN, "");
    assertThat(answer.statusCode()).isEqualTo(401);
    String header = answer.headers().firstValue("WWW-Authenticate").orElseThrow();
    assertThat(header).startsWith(REALM);
    return Path.of(header.substring(REALM.length()));
  }

  @Test
  void contentOfTheNamedFileIsGoodOnce() throws Exception {
    Path file = challenge();
    assertThat(file.getParent()).isEqualTo(directory.resolve("arc"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String key = Files.readString(file);

    HttpResponse<String> first = ask(TOKEN, "Basic " + key);
    HttpResponse<String> second = ask(TOKEN, "Basic " + key);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(new ObjectMapper().readTree(first.body()).path("client_id").asText())
        .isEqualTo("aaaaaaaa-0000-4000-8000-000000000021");
    assertThat(second.statusCode()).isEqualTo(401);
    assertThat(file).doesNotExist();
  }

  @Test
  void anythingElseIsChallengedAgain() throws Exception {
    Path file = challenge();

    assertThat(ask(TOKEN, "Basic wrong").statusCode()).isEqualTo(401);
    assertThat(ask(TOKEN, "Bearer " + Files.readString(file)).statusCode()).isEqualTo(401);
  }

  @Test
  void onlyTheLastSixteenKeysAreGood() throws Exception {
    Path first = challenge();
    for (int i = 0; i < 16; i++) {
      challenge();
    }

    assertThat(first).doesNotExist();
    assertThat(directory.resolve("arc").toFile().list()).hasSize(16);
  }

  @Test
  void instanceDocumentNamesTheConnectedMachine() throws Exception {
    HttpResponse<String> answer = ask("metadata/instance?api-version=2020-06-01", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("Microsoft.HybridCompute/machines/arc-1", "\"resourceGroupName\":\"rg-arc\"");
  }
}
