package io.azimuth.adapters.azure.simulator.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.azimuth.adapters.azure.simulator.token.TokenSigningKey;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An issuer of assertions on a loopback port, with documents that a test can spoil. */
public final class TestIssuer implements AutoCloseable {

  public static final String DOCUMENT = "/issuer/.well-known/openid-configuration";
  static final String KEYS = "/issuer/keys";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final String base;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
  private volatile int status = 200;
  private volatile CountDownLatch slow = new CountDownLatch(0);

  private TestIssuer(HttpServer server, String scheme) {
    this.server = server;
    this.base = scheme + "://127.0.0.1:" + server.getAddress().getPort();
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public static TestIssuer plain() throws IOException {
    return new TestIssuer(HttpServer.create(anyPort(), 0), "http");
  }

  public static TestIssuer tls(ServerCertificate certificate) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.tls()));
    return new TestIssuer(server, "https");
  }

  public static ServerCertificate certificate() {
    return ServerCertificate.issue(InetAddress.getLoopbackAddress(), new SecureRandom());
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  public String issuer() {
    return base + "/issuer";
  }

  /** Publishes these keys under the ids; documents are right again. */
  public void publish(Map<String, TokenSigningKey> keys) {
    status = 200;
    List<Map<String, Object>> listed = new ArrayList<>();
    keys.forEach((id, key) -> listed.add(jwk(id, key)));
    put(DOCUMENT, document(issuer(), base + KEYS));
    put(KEYS, Map.of("keys", listed));
  }

  public static Map<String, Object> document(String issuer, String keysAddress) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", issuer);
    document.put("jwks_uri", keysAddress);
    return document;
  }

  public void put(String path, Object json) {
    try {
      documents.put(path, JSON.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public void putText(String path, String text) {
    documents.put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers nothing until then. */
  public void waitFor(CountDownLatch until) {
    slow = until;
  }

  public void status(int other) {
    status = other;
  }

  static Map<String, Object> jwk(String id, TokenSigningKey key) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kty", "RSA");
    members.put("use", "sig");
    members.put("kid", id);
    members.put("n", base64(key.publicKey().getModulus()));
    members.put("e", base64(key.publicKey().getPublicExponent()));
    return members;
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      slow.await();
      byte[] body = documents.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
      if (status == 302) {
        exchange.getResponseHeaders().set("Location", base + KEYS);
      }
      exchange.sendResponseHeaders(
          body.length == 0 ? 404 : status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
