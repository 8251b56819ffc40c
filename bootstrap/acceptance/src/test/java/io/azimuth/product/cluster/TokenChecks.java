package io.azimuth.product.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.testkit.TlsFixture;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a database of Azure checks of an access token, with the keys of the simulated Azure. */
final class TokenChecks {

  private static final String AUDIENCE = "https://ossrdbms-aad.database.windows.net";
  private static final Pattern AUTHORITY = Pattern.compile("authority_host\\s*=\\s*\"([^\"]+)\"");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final Clock clock;
  private final Map<String, PublicKey> keys = new HashMap<>();

  /** Checks with the keys of the simulated Azure that has written its files into the directory. */
  TokenChecks(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** Why the token is refused; empty when it is good. */
  synchronized Optional<String> problem(String token) throws IOException {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.of("not an access token");
    }
    JsonNode claims = JSON.readTree(decoded(parts[1]));
    long now = clock.instant().getEpochSecond();
    if (!isSigned(parts)) {
      return Optional.of("the signature is wrong");
    }
    if (!claims.path("aud").asText().equals(AUDIENCE)) {
      return Optional.of("the audience is wrong");
    }
    return claims.path("exp").asLong() <= now || claims.path("nbf").asLong() > now
        ? Optional.of("not valid at this time")
        : Optional.empty();
  }

  private boolean isSigned(String[] parts) throws IOException {
    try {
      PublicKey key = key(JSON.readTree(decoded(parts[0])).path("kid").asText());
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key);
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return signature.verify(decoded(parts[2]));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private PublicKey key(String id) throws IOException, GeneralSecurityException {
    if (!keys.containsKey(id)) {
      for (JsonNode key : keySet().path("keys")) {
        keys.put(
            key.path("kid").asText(),
            KeyFactory.getInstance("RSA")
                .generatePublic(
                    new RSAPublicKeySpec(number(key.path("n")), number(key.path("e")))));
      }
    }
    return Optional.ofNullable(keys.get(id))
        .orElseThrow(() -> new GeneralSecurityException("an unknown key"));
  }

  private JsonNode keySet() throws IOException {
    Matcher authority = AUTHORITY.matcher(Files.readString(directory.resolve("cloud.hcl")));
    if (!authority.find()) {
      throw new IOException("the cloud has no authority_host");
    }
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(TlsFixture.trusting(directory.resolve("ca.pem")))
            .build();
    URI address = URI.create(authority.group(1)).resolve("common/discovery/keys");
    try {
      return JSON.readTree(
          client
              .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
              .body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static BigInteger number(JsonNode text) {
    return new BigInteger(1, decoded(text.asText()));
  }

  private static byte[] decoded(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
