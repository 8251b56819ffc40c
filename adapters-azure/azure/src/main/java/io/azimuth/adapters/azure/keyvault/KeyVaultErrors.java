package io.azimuth.adapters.azure.keyvault;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.pipeline.RetryRules;
import io.azimuth.adapters.azure.pipeline.SafeErrorCode;
import io.azimuth.azure.metrics.AzureCallResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Explains an error answer of Key Vault to the operator. */
record KeyVaultErrors(KeyVaultKey key, VaultChallenge challenge) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpHeaderName REQUEST = HttpHeaderName.fromString("x-ms-request-id");

  KeyVaultRefusalException read(KeyVaultOperation operation, HttpResponse response, byte[] body) {
    int status = response.getStatusCode();
    JsonNode error = error(body);
    String code = SafeErrorCode.of(error.path("code").asText());
    String reason = SafeErrorCode.of(error.path("innererror").path("code").asText());
    String answered =
        "Key Vault answered %d %s to %s, request %s"
            .formatted(
                status,
                reason.equals(SafeErrorCode.NONE) ? code : code + " " + reason,
                operation.permission(),
                SafeErrorCode.of(response.getHeaders().getValue(REQUEST)));
    if (RetryRules.isRetryable(status)) {
      return KeyVaultRefusalException.passing(answered);
    }
    return KeyVaultRefusalException.lasting(
        switch (status) {
          case 401 ->
              "Key Vault refused the server's token: " + mismatch(response).orElse(answered);
          case 403 -> forbidden(operation, reason) + " (" + answered + ")";
          case 404 ->
              "%s, or the version of it that wrapped the root key, does not exist; if it was deleted, recover it (%s)"
                  .formatted(key, answered);
          default -> answered;
        },
        AzureCallResult.ofStatus(status, Duration.ZERO).outcome());
  }

  private Optional<String> mismatch(HttpResponse response) {
    return Optional.ofNullable(response.getHeaders().getValue(HttpHeaderName.WWW_AUTHENTICATE))
        .flatMap(header -> challenge.mismatch(header, key.vault()));
  }

  private String forbidden(KeyVaultOperation operation, String reason) {
    return switch (reason) {
      case "ForbiddenByFirewall", "ForbiddenByConnection" ->
          "the network rules of " + key.vault() + " do not let this server in";
      case "KeyDisabled" -> key + " is disabled, or not valid at this time";
      default ->
          "the server's identity may not %s with %s: it needs the action %s (role Key Vault Crypto Service Encryption User), or %s in the access policy"
              .formatted(
                  operation.permission(), key, operation.dataAction(), operation.permission());
    };
  }

  private static JsonNode error(byte[] body) {
    try {
      JsonNode tree = JSON.readTree(body);
      return tree == null ? JSON.createObjectNode() : tree.path("error");
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }
}
