package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.HttpExchange;
import io.azimuth.bootstrap.client.Sleeper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A metadata service on the machine itself: plain HTTP, no proxy. Retries as Microsoft asks. */
final class MetadataService {

  private static final int MAX_ANSWER = 256 * 1024;
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** The wait before each retry, as Microsoft asks for its metadata service. */
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(6),
          Duration.ofSeconds(14),
          Duration.ofSeconds(30));

  private final HttpExchange http = HttpExchange.plain(CONNECT, MAX_ANSWER);
  private final Sleeper pause;

  MetadataService(Sleeper pause) {
    this.pause = pause;
  }

  static final class Question {

    private final URI address;
    private final Map<String, String> query = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Optional<String> body = Optional.empty();
    private boolean mayBeAbsent;

    Question(URI address) {
      this.address = address;
    }

    Question query(String name, String value) {
      query.put(name, value);
      return this;
    }

    Question header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    /** Sends this JSON with {@code POST}. */
    Question json(String text) {
      body = Optional.of(text);
      return header("Content-Type", "application/json");
    }

    /** Takes 404 for the answer, where a service may not have this at all. */
    Question mayBeAbsent() {
      mayBeAbsent = true;
      return this;
    }

    private boolean isPassing(int status) {
      return (status == 404 && !mayBeAbsent) || status == 410 || status == 429 || status >= 500;
    }

    private HttpRequest request() {
      String parameters =
          query.entrySet().stream()
              .map(one -> one.getKey() + "=" + encode(one.getValue()))
              .collect(Collectors.joining("&"));
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(address + "?" + parameters)).timeout(TIMEOUT);
      headers.forEach(request::header);
      body.map(HttpRequest.BodyPublishers::ofString).ifPresent(request::POST);
      return request.build();
    }

    private static String encode(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }

  /** Sends the request up to five times, until the response is final. */
  HttpExchange.Answer ask(Question question) {
    HttpRequest request = question.request();
    HttpExchange.Answer answer = http.send(request);
    for (Duration wait : WAITS) {
      if (!question.isPassing(answer.status())) {
        return answer;
      }
      waitFor(longer(wait, answer));
      answer = http.send(request);
    }
    return answer;
  }

  // What the service itself asks for, up to the longest of our own waits.
  private static Duration longer(Duration wait, HttpExchange.Answer answer) {
    Duration longest = WAITS.get(WAITS.size() - 1);
    return answer
        .retryAfter()
        .map(asked -> asked.compareTo(longest) > 0 ? longest : asked)
        .filter(asked -> asked.compareTo(wait) > 0)
        .orElse(wait);
  }

  private void waitFor(Duration duration) {
    try {
      pause.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }
}
