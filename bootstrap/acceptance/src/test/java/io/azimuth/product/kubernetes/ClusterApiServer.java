package io.azimuth.product.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small API server of a cluster over HTTPS: it signs tokens of service accounts, reviews them for
 * whoever has the right, and shows service accounts. Its answers have the shapes of Kubernetes.
 */
final class ClusterApiServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AUDIENCE = "https://kubernetes.default.svc.cluster.local";
  private static final String USER = "system:serviceaccount:";

  private final KeyPair keys = newKeys();
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final Set<String> delegators = ConcurrentHashMap.newKeySet();
  private final Map<String, String> annotations = new ConcurrentHashMap<>();

  ClusterApiServer(ClusterCertificates certificates) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificates.server()));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The public key of its signatures. */
  String publicKey() {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  /** A token as it is projected into a pod. */
  String projected(String namespace, String name, String... audiences) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", List.of(audiences));
    claims.put("exp", now + 3_607);
    claims.put("iat", now);
    claims.put("iss", AUDIENCE);
    claims.put("jti", "b7a8ac32-f1a2-4ae7-9e3f-b02b0e4f0fe4");
    claims.put(
        "kubernetes.io",
        Map.of(
            "namespace", namespace,
            "node", Map.of("name", "node-1", "uid", "646e7c5e-32d6-4d42-9dbd-e504e6cbe6b1"),
            "pod", Map.of("name", name + "-7d", "uid", "5e0bd49b-f040-43b0-99b7-22765a53f7f3"),
            "serviceaccount", Map.of("name", name, "uid", uid(namespace, name)),
            "warnafter", now + 3_000));
    claims.put("nbf", now);
    claims.put("sub", USER + namespace + ":" + name);
    return signed(claims);
  }

  /** A token that its server itself accepts. */
  String forItself(String namespace, String name) {
    return projected(namespace, name, AUDIENCE);
  }

  /** A token in a secret, which has no end. */
  String inSecret(String namespace, String name) {
    return signed(
        Map.of(
            "iss",
            "kubernetes/serviceaccount",
            "kubernetes.io/serviceaccount/namespace",
            namespace,
            "kubernetes.io/serviceaccount/secret.name",
            name + "-token-t5pcn",
            "kubernetes.io/serviceaccount/service-account.name",
            name,
            "kubernetes.io/serviceaccount/service-account.uid",
            uid(namespace, name),
            "sub",
            USER + namespace + ":" + name));
  }

  static String uid(String namespace, String name) {
    return "uid-of-" + namespace + "-" + name;
  }

  void revoke(String token) {
    revoked.add(token);
  }

  /** Binds the service account to {@code system:auth-delegator}. */
  void bindDelegator(String namespace, String name) {
    delegators.add(USER + namespace + ":" + name);
  }

  void unbindDelegators() {
    delegators.clear();
  }

  void annotate(String name, String value) {
    annotations.put(name, value);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String bearer = exchange.getRequestHeaders().getFirst("Authorization");
      Optional<JsonNode> caller =
          bearer != null && bearer.startsWith("Bearer ")
              ? claims(bearer.substring("Bearer ".length()))
                  .filter(claims -> !intersection(claims, List.of(AUDIENCE)).isEmpty())
              : Optional.empty();
      String path = exchange.getRequestURI().getPath();
      if (caller.isEmpty()) {
        status(exchange, 401, "Unauthorized");
      } else if (!delegators.contains(caller.get().path("sub").asText())) {
        status(exchange, 403, "Forbidden");
      } else if (path.equals("/apis/authentication.k8s.io/v1/tokenreviews")
          && exchange.getRequestMethod().equals("POST")) {
        send(exchange, 201, review(JSON.readTree(exchange.getRequestBody())));
      } else if (path.startsWith("/api/v1/namespaces/")) {
        send(
            exchange,
            200,
            Map.of(
                "kind", "ServiceAccount",
                "apiVersion", "v1",
                "metadata", Map.of("name", "web", "annotations", annotations)));
      } else {
        status(exchange, 404, "NotFound");
      }
    }
  }

  private Map<String, Object> review(JsonNode question) {
    Map<String, Object> status = new LinkedHashMap<>();
    String token = question.at("/spec/token").asText();
    List<String> wanted = new ArrayList<>();
    question.at("/spec/audiences").forEach(it -> wanted.add(it.asText()));
    if (wanted.isEmpty()) {
      wanted.add(AUDIENCE);
    }
    Optional<JsonNode> claims = claims(token);
    List<String> audiences = claims.map(it -> intersection(it, wanted)).orElse(List.of());
    if (claims.isEmpty() || audiences.isEmpty()) {
      status.put("user", Map.of());
      status.put("error", "[invalid bearer token, service account token is not valid]");
    } else {
      String sub = claims.get().path("sub").asText();
      String[] parts = sub.split(":", -1);
      Map<String, Object> user = new LinkedHashMap<>();
      user.put("username", sub);
      user.put("uid", uid(parts[2], parts[3]));
      user.put("groups", List.of("system:serviceaccounts", "system:authenticated"));
      user.put("extra", null);
      status.put("authenticated", true);
      status.put("user", user);
      status.put("audiences", audiences);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("kind", "TokenReview");
    answer.put("apiVersion", "authentication.k8s.io/v1");
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("creationTimestamp", null);
    answer.put("metadata", metadata);
    answer.put("spec", question.path("spec"));
    answer.put("status", status);
    return answer;
  }

  // A token in a secret is for the API server itself.
  private static List<String> intersection(JsonNode claims, List<String> wanted) {
    List<String> audiences = new ArrayList<>();
    claims.path("aud").forEach(it -> audiences.add(it.asText()));
    if (audiences.isEmpty()) {
      audiences.add(AUDIENCE);
    }
    audiences.retainAll(wanted);
    return audiences;
  }

  private static void status(HttpExchange exchange, int code, String reason) throws IOException {
    send(
        exchange,
        code,
        Map.of(
            "kind",
            "Status",
            "apiVersion",
            "v1",
            "metadata",
            Map.of(),
            "status",
            "Failure",
            "reason",
            reason,
            "code",
            code));
  }

  private static void send(HttpExchange exchange, int status, Object document) throws IOException {
    byte[] body = JSON.writeValueAsBytes(document);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private String signed(Map<String, Object> claims) {
    try {
      String content =
          base64(JSON.writeValueAsBytes(Map.of("alg", "RS256", "kid", "cluster-1")))
              + "."
              + base64(JSON.writeValueAsBytes(claims));
      Signature signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(keys.getPrivate());
      signer.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + base64(signer.sign());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The claims of a token of this cluster that is valid now. */
  private Optional<JsonNode> claims(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || revoked.contains(token)) {
      return Optional.empty();
    }
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(keys.getPublic());
      verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      if (!verifier.verify(Base64.getUrlDecoder().decode(parts[2]))) {
        return Optional.empty();
      }
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      return Optional.of(claims)
          .filter(it -> !it.has("exp") || it.path("exp").asLong() > Instant.now().getEpochSecond());
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2_048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
