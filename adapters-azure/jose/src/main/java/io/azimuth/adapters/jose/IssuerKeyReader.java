package io.azimuth.adapters.jose;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.domain.claim.SignatureAlgorithm;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Reads one key of a JWK set from the members that make the public key, and no others: not its
 * certificates, and no private part.
 */
final class IssuerKeyReader {

  private static final int MAX_ID = 256;
  private static final Map<String, List<String>> NUMBERS =
      Map.of("RSA", List.of("n", "e"), "EC", List.of("crv", "x", "y"), "OKP", List.of("crv", "x"));

  private IssuerKeyReader() {}

  /** The key; empty when it must not or cannot verify signatures. */
  static Optional<IssuerKey> read(JsonNode key) {
    String kid = key.path("kid").asText("");
    Optional<SignatureAlgorithm> only = SignatureAlgorithm.named(key.path("alg").asText(""));
    boolean usable =
        kid.length() <= MAX_ID
            && (only.isPresent() || key.path("alg").isMissingNode())
            && key.path("use").asText("sig").equals("sig")
            && RsaKeyReader.mayVerify(key.path("key_ops"));
    return usable
        ? publicKey(key)
            .map(it -> new IssuerKey(Optional.of(kid).filter(id -> !id.isEmpty()), only, it))
        : Optional.empty();
  }

  private static Optional<PublicKey> publicKey(JsonNode key) {
    String type = key.path("kty").asText("");
    Map<String, Object> members = new HashMap<>();
    members.put("kty", type);
    for (String name : NUMBERS.getOrDefault(type, List.of())) {
      if (!key.path(name).isTextual()) {
        return Optional.empty();
      }
      members.put(name, key.path(name).textValue());
    }
    if (members.size() == 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(PublicJsonWebKey.Factory.newPublicJwk(members).getPublicKey())
          .filter(IssuerKeyReader::isStrong);
    } catch (JoseException | RuntimeException e) { // jose4j lets some faults of numbers out
      return Optional.empty();
    }
  }

  private static boolean isStrong(PublicKey key) {
    return key instanceof RSAPublicKey rsa
        ? RsaKeyReader.areStrong(rsa.getModulus(), rsa.getPublicExponent())
        : key instanceof ECPublicKey || key instanceof EdECPublicKey;
  }
}
