package io.azimuth.product.binding;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.azimuth.product.server.JwtSigner;
import io.azimuth.testkit.TlsFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A provider of OpenID Connect whose people have signed in already: the test has their codes. */
final class IdTokenProvider implements AutoCloseable {

  static final String CLIENT = "azimuth";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpsServer server;
  private final JwtSigner signer;
  private final Path certificate;
  private final Map<String, Map<String, Object>> codes = new ConcurrentHashMap<>();

  IdTokenProvider(Path directory, JwtSigner signer) throws IOException {
    this.signer = signer;
    this.certificate = directory.resolve("provider.pem");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(TlsFixture.serving(directory, "provider", "provider.example")));
    server.createContext("/", this::answer);
    server.start();
  }

  String issuer() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The certificate that its clients trust, PEM. */
  String certificate() throws IOException {
    return Files.readString(certificate);
  }

  /** The next token for that code has these claims. */
  void promise(String code, Map<String, Object> claims) {
    codes.put(code, claims);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Object document =
          switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" ->
                Map.of(
                    "issuer", issuer(),
                    "authorization_endpoint", issuer() + "/authorize",
                    "token_endpoint", issuer() + "/token",
                    "jwks_uri", issuer() + "/keys");
            case "/keys" -> Map.of("keys", List.of(signer.webKey()));
            case "/token" -> Map.of("access_token", "a", "id_token", redeem(exchange));
            default -> Map.of("error", "not_found");
          };
      byte[] body = JSON.writeValueAsBytes(document);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String redeem(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String code =
        Arrays.stream(form.split("&"))
            .filter(pair -> pair.startsWith("code="))
            .map(pair -> URLDecoder.decode(pair.substring(5), StandardCharsets.UTF_8))
            .findFirst()
            .orElseThrow();
    return signer.sign(codes.remove(code));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
