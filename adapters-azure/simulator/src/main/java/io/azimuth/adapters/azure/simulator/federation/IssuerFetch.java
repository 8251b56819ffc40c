package io.azimuth.adapters.azure.simulator.federation;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/** Fetches an issuer's keys the way Entra does: by its discovery document. */
public final class IssuerFetch {

  /** Entra looks at the first so many keys. */
  static final int MAX_KEYS = 100;

  private static final String DOCUMENT = "/.well-known/openid-configuration";

  private final IssuerHttp http;

  public IssuerFetch(IssuerHttp http) {
    this.http = http;
  }

  /** The signing keys by their ids. */
  Map<String, PublicKey> keys(String issuer) throws IssuerUnavailableException {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    JsonNode document = http.get(base + DOCUMENT);
    if (!document.path("issuer").asText().equals(issuer)) {
      throw new IssuerUnavailableException(
          base + DOCUMENT + " names another issuer: " + document.path("issuer").asText());
    }
    String address = document.path("jwks_uri").asText();
    JsonNode listed = http.get(address).path("keys");
    if (!listed.isArray()) {
      throw new IssuerUnavailableException(address + " is not a key set");
    }
    Map<String, PublicKey> keys = new HashMap<>();
    for (int i = 0; i < Math.min(listed.size(), MAX_KEYS); i++) {
      add(keys, listed.get(i));
    }
    return keys;
  }

  /** Keys of other kinds and for other uses are passed over. */
  private static void add(Map<String, PublicKey> keys, JsonNode key) {
    boolean signs = !key.has("use") || key.path("use").asText().equals("sig");
    if (!signs || !key.path("kty").asText().equals("RSA") || !key.path("kid").isTextual()) {
      return;
    }
    try {
      Map<String, Object> numbers = new HashMap<>();
      numbers.put("n", key.path("n").asText());
      numbers.put("e", key.path("e").asText());
      keys.putIfAbsent(key.path("kid").asText(), new RsaJsonWebKey(numbers).getPublicKey());
    } catch (JoseException e) {
      // Not a key: as if it were not there.
      return;
    }
  }
}
