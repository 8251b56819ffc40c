package io.azimuth.adapters.azure.call;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.azimuth.adapters.azure.TestAuthority;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.text.AsciiCase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An authority and a Resource Manager on loopback with answers that the test sets. */
public final class FakeAzure implements AutoCloseable {

  public static final String TENANT = "11111111-1111-1111-1111-111111111111";
  public static final String TOKEN = "/" + TENANT + "/oauth2/v2.0/token";

  public interface Responder {
    void answer(HttpExchange exchange) throws IOException;
  }

  /** A received request. */
  public record Call(String method, String target, Optional<String> authorization, String body) {}

  private final Map<String, Responder> responders = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpsServer server;

  public FakeAzure(TestAuthority authority) throws IOException, GeneralSecurityException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext()));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    on(TOKEN, exchange -> reply(exchange, 200, token()));
  }

  public URI address() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** From now on answers requests for this path with the responder; ignores letter case. */
  public void on(String path, Responder responder) {
    responders.put(AsciiCase.fold(path), responder);
  }

  public void on(ResourceId id, Responder responder) {
    on(id.text(), responder);
  }

  public void on(ResourceId id, int status, String body) {
    on(id, exchange -> reply(exchange, status, body));
  }

  public List<Call> calls() {
    return List.copyOf(calls);
  }

  public List<Call> tokenCalls() {
    return calls.stream().filter(call -> call.target().equals(TOKEN)).toList();
  }

  public List<Call> armCalls() {
    return calls.stream().filter(call -> !call.target().equals(TOKEN)).toList();
  }

  public String token() {
    return "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"bearer-%d\"}"
        .formatted(tokens.incrementAndGet());
  }

  /** Leaves the request without an answer. */
  public void beSilent() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (!exchange.getResponseHeaders().containsKey("Content-Type")) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
    }
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  /** Answers 401 and asks for another token. */
  public static void challenge(HttpExchange exchange) throws IOException {
    exchange
        .getResponseHeaders()
        .set(
            "WWW-Authenticate",
            "Bearer realm=\"\", error=\"insufficient_claims\", claims=\"eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxNzI2MDc3NTk1In19fQ==\"");
    reply(exchange, 401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\"}}");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getRawPath();
    calls.add(
        new Call(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
            body));
    responders
        .getOrDefault(
            AsciiCase.fold(path),
            e -> reply(e, 404, "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"m\"}}"))
        .answer(exchange);
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
