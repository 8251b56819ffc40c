package io.azimuth.adapters.azure.simulator.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JWT taken apart. Nothing in it is proved until {@link #isSignedBy} says so.
 *
 * <p>It uses the JDK alone: the product's signer must not be tested against its own library.
 */
public final class CompactJwt {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern DOT = Pattern.compile("\\.");

  private final JsonNode header;
  private final JsonNode claims;
  private final byte[] signed;
  private final byte[] signature;

  private CompactJwt(JsonNode header, JsonNode claims, byte[] signed, byte[] signature) {
    this.header = header;
    this.claims = claims;
    this.signed = signed;
    this.signature = signature;
  }

  /** Takes it apart; empty when it is not three parts of base64url, two of them JSON objects. */
  public static Optional<CompactJwt> parse(SecretText token) {
    String[] parts = DOT.split(token.expose(), -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      Base64.Decoder decoder = Base64.getUrlDecoder();
      JsonNode header = JSON.readTree(decoder.decode(parts[0]));
      JsonNode claims = JSON.readTree(decoder.decode(parts[1]));
      byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
      return header.isObject() && claims.isObject()
          ? Optional.of(new CompactJwt(header, claims, input, decoder.decode(parts[2])))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      // Not base64 or not JSON; the message would quote the token.
      return Optional.empty();
    }
  }

  public JsonNode header() {
    return header;
  }

  public JsonNode claims() {
    return claims;
  }

  /** Whether the header says RS256 and the signature is the key's. */
  public boolean isSignedBy(PublicKey key) {
    if (!header.path("alg").asText().equals("RS256")) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // Not a signature at all.
      return false;
    }
  }
}
