package io.azimuth.bootstrap.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends one request and reads its whole response, up to a limit. Follows no redirects and uses no
 * proxy.
 */
public final class HttpExchange {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final int maxBytes;

  private HttpExchange(HttpClient client, int maxBytes) {
    this.client = client;
    this.maxBytes = maxBytes;
  }

  /**
   * A response.
   *
   * @param body the body, decoded from UTF-8
   */
  public record Answer(int status, HttpHeaders headers, String body) {

    /** The seconds of {@code Retry-After}, if the header is present and a number. */
    public Optional<Duration> retryAfter() {
      return headers
          .firstValue("Retry-After")
          .filter(text -> text.matches("[0-9]{1,6}"))
          .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
  }

  /** An exchange with a server over plain HTTP only. */
  public static HttpExchange plain(Duration connectTimeout, int maxBytes) {
    HttpClient.Builder builder = builder(connectTimeout).sslContext(TlsContexts.unused());
    return new HttpExchange(builder.build(), maxBytes);
  }

  /** An exchange with a server over TLS. */
  public static HttpExchange over(TlsSettings tls, int maxBytes) {
    return new HttpExchange(builder(CONNECT).sslContext(TlsContexts.of(tls)).build(), maxBytes);
  }

  /** An exchange with the server of these settings. */
  public static HttpExchange of(ClientSettings settings, int maxBytes) {
    return settings.isOverTls() ? over(settings.tls(), maxBytes) : plain(CONNECT, maxBytes);
  }

  /**
   * Sends the request and waits for the start of a response with any status, of any length.
   *
   * @return the response; the caller closes its body
   * @throws ClientException if no response arrives
   */
  public HttpResponse<InputStream> start(HttpRequest request) {
    try {
      return begin(request);
    } catch (IOException e) {
      throw new ClientException(ConnectionFailures.sentence(request.uri(), e), e);
    }
  }

  private static HttpClient.Builder builder(Duration connectTimeout) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(HttpClient.Builder.NO_PROXY)
        .connectTimeout(connectTimeout);
  }

  /**
   * Sends the request and waits for the whole response.
   *
   * @throws ClientException if no whole response arrives
   */
  public Answer send(HttpRequest request) {
    try {
      return read(request, begin(request));
    } catch (IOException e) {
      throw new ClientException(ConnectionFailures.sentence(request.uri(), e), e);
    }
  }

  /**
   * Sends the request and waits for the start of a response of any length. If the status is not
   * 200, the response is read and {@code refused} makes the exception.
   *
   * @param refused makes the exception of a response with another status
   * @return the body; the caller closes it
   * @throws ClientException if no response arrives
   */
  public InputStream open(HttpRequest request, Function<Answer, ClientException> refused) {
    try {
      HttpResponse<InputStream> response = begin(request);
      if (response.statusCode() == 200) {
        return response.body();
      }
      throw refused.apply(read(request, response));
    } catch (IOException e) {
      throw new ClientException(ConnectionFailures.sentence(request.uri(), e), e);
    }
  }

  private Answer read(HttpRequest request, HttpResponse<InputStream> response) throws IOException {
    try (InputStream in = response.body()) {
      byte[] body = in.readNBytes(maxBytes + 1);
      if (body.length > maxBytes) {
        throw new ClientException("the answer of " + request.uri().getHost() + " is too large");
      }
      return new Answer(
          response.statusCode(), response.headers(), new String(body, StandardCharsets.UTF_8));
    }
  }

  private HttpResponse<InputStream> begin(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }
}
