package io.azimuth.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * A server that does only the minimum with well-known libraries: Undertow passes the request to one
 * of 8 workers, Jackson reads it, jose4j verifies the token of a login, Jackson writes an answer of
 * the same size as Azimuth's. It stores nothing and asks for no token. Its rate is the limit that
 * Azimuth is compared with, the "ceiling".
 */
final class CeilingServer {

  private static final int WORKERS = 8;
  private static final int IO_THREADS = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JwtConsumer consumer;

  private CeilingServer(String keys, String issuer, String audience) throws JoseException {
    this.consumer =
        new JwtConsumerBuilder()
            .setVerificationKeyResolver(
                new JwksVerificationKeyResolver(new JsonWebKeySet(keys).getJsonWebKeys()))
            .setJwsAlgorithmConstraints(ConstraintType.PERMIT, "RS256")
            .setRequireExpirationTime()
            .setExpectedIssuer(issuer)
            .setExpectedAudience(audience)
            .setAllowedClockSkewInSeconds(60)
            .build();
  }

  /** Arguments: a file with the keys, the issuer, the audience. */
  public static void main(String[] arguments) throws IOException, JoseException {
    CeilingServer ceiling =
        new CeilingServer(Files.readString(Path.of(arguments[0])), arguments[1], arguments[2]);
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setIoThreads(IO_THREADS)
            .setWorkerThreads(WORKERS)
            .setHandler(exchange -> exchange.dispatch(ceiling::answer))
            .build();
    server.start();
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    System.out.println("listening on 127.0.0.1:" + address.getPort());
  }

  private void answer(HttpServerExchange exchange) throws IOException {
    String path = exchange.getRequestPath();
    if (path.endsWith("/login")) {
      login(exchange);
    } else {
      send(exchange, path.endsWith("/lookup-self") ? lookUp() : secret());
    }
  }

  private static void send(HttpServerExchange exchange, Map<String, Object> answer)
      throws IOException {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseSender().send(ByteBuffer.wrap(JSON.writeValueAsBytes(answer)));
  }

  private void login(HttpServerExchange exchange) throws IOException {
    exchange.startBlocking();
    JsonNode body;
    try (InputStream in = exchange.getInputStream()) {
      body = JSON.readTree(in);
    }
    try {
      JwtClaims claims = consumer.processToClaims(body.path("jwt").asText());
      send(exchange, answer(body.path("role").asText(), claims));
    } catch (InvalidJwtException e) {
      exchange.setStatusCode(403).endExchange();
    }
  }

  private static Map<String, Object> answer(String role, JwtClaims claims) {
    Map<String, Object> auth = new LinkedHashMap<>();
    auth.put("client_token", UUID.randomUUID().toString());
    auth.put("accessor", UUID.randomUUID().toString());
    auth.put("policies", List.of("default", role));
    auth.put("token_policies", List.of("default", role));
    auth.put("metadata", Map.of("role", role, "oid", String.valueOf(claims.getClaimValue("oid"))));
    auth.put("lease_duration", 3600);
    auth.put("renewable", true);
    auth.put("entity_id", UUID.randomUUID().toString());
    auth.put("token_type", "service");
    Map<String, Object> answer = envelope();
    answer.put("auth", auth);
    return answer;
  }

  private static Map<String, Object> envelope() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("request_id", UUID.randomUUID().toString());
    answer.put("lease_id", "");
    answer.put("renewable", false);
    answer.put("lease_duration", 0);
    return answer;
  }

  private static Map<String, Object> lookUp() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("accessor", UUID.randomUUID().toString());
    data.put("creation_time", System.currentTimeMillis() / 1000);
    data.put("creation_ttl", 3600);
    data.put("display_name", "azure-web-1");
    data.put("entity_id", UUID.randomUUID().toString());
    data.put("expire_time", "2026-11-28T12:00:00.000000000Z");
    data.put("explicit_max_ttl", 0);
    data.put("id", UUID.randomUUID().toString());
    data.put("issue_time", "2026-11-28T11:00:00.000000000Z");
    data.put("meta", Map.of("role", "web", "oid", UUID.randomUUID().toString()));
    data.put("num_uses", 0);
    data.put("orphan", true);
    data.put("path", "auth/azure/login");
    data.put("policies", List.of("default", "web"));
    data.put("renewable", true);
    data.put("ttl", 3599);
    data.put("type", "service");
    Map<String, Object> answer = envelope();
    answer.put("data", data);
    return answer;
  }

  private static Map<String, Object> secret() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("created_time", "2026-11-28T11:00:00.000000000Z");
    metadata.put("custom_metadata", null);
    metadata.put("deletion_time", "");
    metadata.put("destroyed", false);
    metadata.put("version", 1);
    Map<String, Object> answer = envelope();
    answer.put(
        "data",
        Map.of("data", Map.of("user", "app", "password", "x".repeat(100)), "metadata", metadata));
    return answer;
  }
}
