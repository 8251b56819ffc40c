package io.azimuth.adapters.azure.keyvault;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.FluxUtil;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.azure.metrics.AzureCallResult;
import java.io.IOException;
import java.time.Clock;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/** The three calls to Key Vault, through the pipeline that all calls to Azure have. */
final class KeyVaultCalls {

  private static final String ALGORITHM = "RSA-OAEP-256";
  private static final String API_VERSION = "?api-version=7.4";
  private static final Pattern VERSION = Pattern.compile("/keys/[^/]+/([0-9A-Za-z]{1,64})$");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KeyVaultKey key;
  private final KeyVaultErrors errors;
  private final HttpPipeline pipeline;

  private KeyVaultCalls(KeyVaultKey key, KeyVaultErrors errors, HttpPipeline pipeline) {
    this.key = key;
    this.errors = errors;
    this.pipeline = pipeline;
  }

  static KeyVaultCalls of(
      KeyVaultKey key, VaultChallenge challenge, KeyVaultAccess access, Clock clock) {
    return new KeyVaultCalls(
        key,
        new KeyVaultErrors(key, challenge),
        access.pipeline(key.vault(), challenge.audience(), clock));
  }

  Mono<String> newest() {
    return send(KeyVaultOperation.GET, new HttpRequest(HttpMethod.GET, key.address() + API_VERSION))
        .map(this::usable);
  }

  private String usable(JsonNode bundle) {
    String type = bundle.path("key").path("kty").asText();
    if (!type.startsWith("RSA")) {
      throw KeyVaultRefusalException.lasting(
          key + " is no RSA key", AzureCallResult.Outcome.FAILED);
    }
    if (!bundle.path("attributes").path("enabled").asBoolean(true)) {
      throw KeyVaultRefusalException.lasting(
          "the newest version of " + key + " is disabled", AzureCallResult.Outcome.FAILED);
    }
    Matcher version = VERSION.matcher(bundle.path("key").path("kid").asText());
    if (!version.find()) {
      throw new UnusableAnswerException("Key Vault's answer names no version of the key");
    }
    return version.group(1);
  }

  Mono<byte[]> wrap(String version, byte[] value) {
    return operate(KeyVaultOperation.WRAP, version, "wrapkey", value);
  }

  /** What that version wrapped. */
  Mono<byte[]> unwrap(String version, byte[] value) {
    return operate(KeyVaultOperation.UNWRAP, version, "unwrapkey", value);
  }

  private Mono<byte[]> operate(
      KeyVaultOperation operation, String version, String path, byte[] value) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("alg", ALGORITHM)
            .put("value", Base64.getUrlEncoder().withoutPadding().encodeToString(value));
    HttpRequest request =
        new HttpRequest(HttpMethod.POST, key.address() + "/" + version + "/" + path + API_VERSION)
            .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
            .setBody(body.toString());
    return send(operation, request).map(KeyVaultCalls::value);
  }

  private static byte[] value(JsonNode answer) {
    try {
      byte[] value = Base64.getUrlDecoder().decode(answer.path("value").asText());
      if (value.length > 0) {
        return value;
      }
    } catch (IllegalArgumentException e) {
      throw new UnusableAnswerException("Key Vault's answer cannot be read");
    }
    throw new UnusableAnswerException("Key Vault's answer has no value");
  }

  private Mono<JsonNode> send(KeyVaultOperation operation, HttpRequest request) {
    request.setHeader(HttpHeaderName.ACCEPT, "application/json");
    return FluxUtil.withContext(context -> pipeline.send(request, context))
        .flatMap(
            response ->
                response
                    .getBodyAsByteArray()
                    .defaultIfEmpty(new byte[0])
                    .map(body -> read(operation, response, body)));
  }

  private JsonNode read(KeyVaultOperation operation, HttpResponse response, byte[] body) {
    if (response.getStatusCode() != 200) {
      throw errors.read(operation, response, body);
    }
    try {
      JsonNode tree = JSON.readTree(body);
      if (tree != null && tree.isObject()) {
        return tree;
      }
    } catch (IOException e) {
      throw new UnusableAnswerException("Key Vault's answer cannot be read");
    }
    throw new UnusableAnswerException("Key Vault's answer cannot be read");
  }
}
