package io.azimuth.kubernetes;

import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.web.JsonDocument;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebRequest;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeWeb;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cluster whose API server answers as a test says, and the tokens of its service accounts. */
final class ClusterFixture {

  static final String HOST = "https://k8s.example:6443";
  static final WebAddress REVIEWS = address("/apis/authentication.k8s.io/v1/tokenreviews");
  static final WebAddress ACCOUNT = address("/api/v1/namespaces/prod/serviceaccounts/web");
  static final WebAddress NAMESPACE = address("/api/v1/namespaces/prod");
  static final long NOW = TestServer.START.getEpochSecond();

  /** The certificate of an authority. */
  static final String AUTHORITY =
      """
      -----BEGIN CERTIFICATE-----
      MIIBdTCCARugAwIBAgIUZhcl1whiCqFAr4gAgM/PWxxbz3cwCgYIKoZIzj0EAwIw
      DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjgwMDM4MjZaGA8yMTI2MTEwNDAwMzgy
      NlowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNfo
      4vwmQbACYWidRDunw91sWoqzeFQsaN9uM7PZIEGPMi2VmGjmWt9PI6ty9q6aLmZ3
      NoUDFqyH8IwUM8P7qR2jUzBRMB0GA1UdDgQWBBQdjpnCvn18zMGMnf14kDDTeIBV
      ODAfBgNVHSMEGDAWgBQdjpnCvn18zMGMnf14kDDTeIBVODAPBgNVHRMBAf8EBTAD
      AQH/MAoGCCqGSM49BAMCA0gAMEUCICBdmxlF6eTaal3Ll7MzJOvKj7S9XCLrLIAj
      wNCGySdzAiEA5JY320kgL13kMwDdYcPxx4nDKl/XE3KMfOHoNIDT2k0=
      -----END CERTIFICATE-----
      """;

  /** The certificate of another one. */
  static final String OTHER_AUTHORITY =
      """
      -----BEGIN CERTIFICATE-----
      MIIBdzCCAR2gAwIBAgIUNEkzXCYS3DjdLUAmQ6+W0rxo1iAwCgYIKoZIzj0EAwIw
      EDEOMAwGA1UEAwwFb3RoZXIwIBcNMjYxMTI4MDEzMTEyWhgPMjEyNjExMDQwMTMx
      MTJaMBAxDjAMBgNVBAMMBW90aGVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
      +RqYUGtZQbBxMG6oem6rQpKdTFrg6CVQmIfDbdxmx/t86fukJeVm2qE94rkl1vzj
      mBFjHWGr6T9qznIny0uuTKNTMFEwHQYDVR0OBBYEFDiEDvKrkpzV4NuPjbazL4u0
      VQfkMB8GA1UdIwQYMBaAFDiEDvKrkpzV4NuPjbazL4u0VQfkMA8GA1UdEwEB/wQF
      MAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAIJYvWP3F28qxqLRwXWOyuUXU8sCjHn2
      iyn/5xcRnaIgAiAc8xuwffdM0EbZOc7pcP6/eBNVocrKp3OVU6KhjxJ5Pg==
      -----END CERTIFICATE-----
      """;

  private ClusterFixture() {}

  private static WebAddress address(String path) {
    return WebAddress.parse(HOST + path).orElseThrow();
  }

  /** The claims of a token that is projected into a pod. */
  static Map<String, Object> claims(Map<String, ?> more) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("aud", List.of("azimuth"));
    claims.put("exp", NOW + 3_600);
    claims.put("iat", NOW);
    claims.put("nbf", NOW);
    claims.put("iss", "https://kubernetes.default.svc.cluster.local");
    claims.put("jti", "b7a8ac32-f1a2-4ae7-9e3f-b02b0e4f0fe4");
    claims.put(
        "kubernetes.io",
        Map.of(
            "namespace", "prod",
            "node", Map.of("name", "node-1", "uid", "646e7c5e-32d6-4d42-9dbd-e504e6cbe6b1"),
            "pod", Map.of("name", "web-7d", "uid", "5e0bd49b-f040-43b0-99b7-22765a53f7f3"),
            "serviceaccount", Map.of("name", "web", "uid", "u1")));
    claims.put("sub", "system:serviceaccount:prod:web");
    claims.putAll(more);
    return claims;
  }

  /** The claims of a token in a secret, as clusters before 1.24 made them. */
  static Map<String, Object> claimsInSecret() {
    return Map.of(
        "iss", "kubernetes/serviceaccount",
        "kubernetes.io/serviceaccount/namespace", "prod",
        "kubernetes.io/serviceaccount/secret.name", "web-token-t5pcn",
        "kubernetes.io/serviceaccount/service-account.name", "web",
        "kubernetes.io/serviceaccount/service-account.uid", "u1",
        "sub", "system:serviceaccount:prod:web");
  }

  /** A token with these claims, which nobody signed. */
  static String token(Map<String, ?> claims) {
    return part("{\"alg\":\"RS256\",\"kid\":\"k1\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + part(JsonDocument.write(Values.of(claims)).expose())
        + ".c2ln";
  }

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** An answer with that JSON. */
  static WebAnswer answer(int status, String json) {
    return new WebAnswer(
        status,
        Map.of("content-type", "application/json"),
        SecretBytes.of(json.getBytes(StandardCharsets.UTF_8)));
  }

  /** An answer of an API server that accepts the token, with nulls as some clusters send them. */
  static WebAnswer accepted() {
    return answer(
        201,
        "{\"kind\":\"TokenReview\",\"apiVersion\":\"authentication.k8s.io/v1\","
            + "\"metadata\":{\"creationTimestamp\":null,\"managedFields\":[]},"
            + "\"spec\":{\"token\":\"x\",\"audiences\":null},"
            + "\"status\":{\"authenticated\":true,"
            + "\"user\":{\"username\":\"system:serviceaccount:prod:web\",\"uid\":\"u1\","
            + "\"groups\":[\"system:serviceaccounts\",\"system:authenticated\"],"
            + "\"extra\":{\"authentication.kubernetes.io/pod-name\":[\"web-7d\"]}},"
            + "\"audiences\":[\"azimuth\",\"other\"]}}");
  }

  /** An answer of an API server that does not accept the token. */
  static WebAnswer denied() {
    return answer(
        201,
        "{\"kind\":\"TokenReview\",\"status\":{\"user\":{},"
            + "\"error\":\"[invalid bearer token, Token has been invalidated]\"}}");
  }

  /** The only question to that address so far. */
  static WebRequest question(FakeWeb web, WebAddress address) {
    List<WebRequest> asked =
        web.received().stream().filter(it -> it.address().equals(address)).toList();
    if (asked.size() != 1) {
      throw new AssertionError(asked.size() + " questions");
    }
    return asked.get(0);
  }

  /** The JSON of a request. */
  static Value.Obj body(WebRequest request) {
    return JsonDocument.parse(request.body()).orElseThrow();
  }
}
