package io.azimuth.adapters.azure.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognises tokens that this simulator signed; with the JDK alone, so that the product's verifier
 * is not tested against itself.
 */
final class OwnTokens {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern DOT = Pattern.compile("\\.");

  private final SigningKeys keys;

  OwnTokens(SigningKeys keys) {
    this.keys = keys;
  }

  /** The claims when the signature is ours, else empty. Times and audience are not looked at. */
  Optional<JsonNode> claims(SecretText token) {
    String[] parts = DOT.split(token.expose(), -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    JsonNode header = json(parts[0]);
    if (!header.path("alg").asText().equals("RS256")) {
      return Optional.empty();
    }
    return keys.signer(header.path("kid").asText())
        .filter(it -> signed(it, parts))
        .map(it -> json(parts[1]));
  }

  private static boolean signed(SigningKey key, String[] parts) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key.publicKey());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Not a signature at all.
      return false;
    }
  }

  private static JsonNode json(String part) {
    try {
      return JSON.readTree(Base64.getUrlDecoder().decode(part));
    } catch (IOException | IllegalArgumentException e) {
      // Not base64 or not JSON: it has no members.
      return MissingNode.getInstance();
    }
  }
}
