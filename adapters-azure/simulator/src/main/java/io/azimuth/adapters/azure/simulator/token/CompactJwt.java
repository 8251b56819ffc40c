package io.azimuth.adapters.azure.simulator.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.security.PublicKey;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** A JWT in its parts. Nothing in it is proved until {@link #isSignedBy} returns true. */
public final class CompactJwt {

  private static final ObjectMapper JSON = new ObjectMapper();
  // Asked before jose4j, which skips characters that are not base64url.
  private static final Pattern THREE_PARTS = Pattern.compile("[\\w-]+=*\\.[\\w-]+=*\\.[\\w-]*=*");

  private final JsonWebSignature signature;
  private final JsonNode header;
  private final JsonNode claims;

  private CompactJwt(JsonWebSignature signature, JsonNode header, JsonNode claims) {
    this.signature = signature;
    this.header = header;
    this.claims = claims;
  }

  /** Parses a token; empty when it is not three parts of base64url, two of them JSON objects. */
  public static Optional<CompactJwt> parse(SecretText token) {
    if (!THREE_PARTS.matcher(token.expose()).matches()) {
      return Optional.empty();
    }
    try {
      JsonWebSignature signature = new JsonWebSignature();
      signature.setCompactSerialization(token.expose());
      JsonNode header = JSON.readTree(signature.getHeaders().getFullHeaderAsJsonString());
      JsonNode claims = JSON.readTree(signature.getUnverifiedPayloadBytes());
      return header.isObject() && claims.isObject()
          ? Optional.of(new CompactJwt(signature, header, claims))
          : Optional.empty();
    } catch (JoseException | IOException e) {
      // Not base64url or not JSON; the message would quote the token.
      return Optional.empty();
    }
  }

  public JsonNode header() {
    return header;
  }

  public JsonNode claims() {
    return claims;
  }

  /** Whether the header names RS256 and the signature is the key's. */
  public boolean isSignedBy(PublicKey key) {
    // Asked here because jose4j expects a text in alg.
    if (!header.path("alg").asText().equals(AlgorithmIdentifiers.RSA_USING_SHA256)) {
      return false;
    }
    try {
      signature.setKey(key);
      return signature.verifySignature();
    } catch (JoseException e) {
      // The key is not RSA or too short, or a critical header member is not known.
      return false;
    }
  }
}
