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

/** One request and its whole answer, bounded, with failures in words. No redirects, no proxy. */
public final class HttpExchange {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final int maxBytes;

  private HttpExchange(HttpClient client, int maxBytes) {
    this.client = client;
    this.maxBytes = maxBytes;
  }

  /**
   * An answer.
   *
   * @param body in UTF-8
   */
  public record Answer(int status, HttpHeaders headers, String body) {

    /** The seconds of {@code Retry-After}, if it is there and a number. */
    public Optional<Duration> retryAfter() {
      return headers
          .firstValue("Retry-After")
          .filter(text -> text.matches("[0-9]{1,6}"))
          .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
  }

  /** For a server that is reached by plain HTTP alone. */
  public static HttpExchange plain(Duration connectTimeout, int maxBytes) {
    HttpClient.Builder builder = builder(connectTimeout).sslContext(TlsContexts.unused());
    return new HttpExchange(builder.build(), maxBytes);
  }

  /** For a server over TLS. */
  public static HttpExchange over(TlsSettings tls, int maxBytes) {
    return new HttpExchange(builder(CONNECT).sslContext(TlsContexts.of(tls)).build(), maxBytes);
  }

  private static HttpClient.Builder builder(Duration connectTimeout) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(HttpClient.Builder.NO_PROXY)
        .connectTimeout(connectTimeout);
  }

  /**
   * Sends and waits.
   *
   * @throws ClientException when there is no whole answer
   */
  public Answer send(HttpRequest request) {
    try {
      return read(request, begin(request));
    } catch (IOException e) {
      throw new ClientException(ConnectionFailures.sentence(request.uri(), e), e);
    }
  }

  /**
   * Sends and waits for the beginning of an answer of any length. One of another status than 200 is
   * read.
   *
   * @param refused what to throw then
   * @return its body, to be closed
   * @throws ClientException when there is none
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
