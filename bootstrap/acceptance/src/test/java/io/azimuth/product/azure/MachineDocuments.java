package io.azimuth.product.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Fetches attested documents as a workload on a machine of the simulated fleet does. */
public final class MachineDocuments {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final AzureSimulator azure;

  public MachineDocuments(AzureSimulator azure) {
    this.azure = azure;
  }

  /** The document of the machine with that nonce, in Base64. */
  public String of(String machine, String nonce) {
    HttpRequest request =
        HttpRequest.newBuilder(
                azure
                    .metadataUri(machine)
                    .resolve("metadata/attested/document?api-version=2020-09-01&nonce=" + nonce))
            .header("Metadata", "true")
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode body = JSON.readTree(answer.body());
      if (answer.statusCode() != 200 || !body.path("encoding").asText().equals("pkcs7")) {
        throw new AssertionError("the metadata service answered " + answer.body());
      }
      return body.path("signature").asText();
    } catch (IOException e) {
      throw new AssertionError("no answer of the metadata service", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
