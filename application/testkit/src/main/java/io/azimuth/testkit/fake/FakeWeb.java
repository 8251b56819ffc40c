package io.azimuth.testkit.fake;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebClient;
import io.azimuth.spi.web.WebRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Other systems in memory: a test sets the answer for each address. Nothing listens at any other
 * address.
 */
public final class FakeWeb implements WebClient {

  private final Map<WebAddress, Function<WebRequest, WebAnswer>> answers =
      new ConcurrentHashMap<>();
  private final Set<WebAddress> silent = ConcurrentHashMap.newKeySet();
  private final List<WebRequest> received = new CopyOnWriteArrayList<>();

  /** Answers calls to that address. */
  public FakeWeb answer(WebAddress address, Function<WebRequest, WebAnswer> answer) {
    silent.remove(address);
    answers.put(address, answer);
    return this;
  }

  /** Answers calls to that address with 200 and that JSON. */
  public FakeWeb json(String address, String body) {
    return answer(
        WebAddress.parse(address).orElseThrow(),
        request ->
            new WebAnswer(
                200,
                Map.of("content-type", "application/json"),
                SecretBytes.of(body.getBytes(StandardCharsets.UTF_8))));
  }

  /** Gives no answer at that address. */
  public FakeWeb hang(WebAddress address) {
    silent.add(address);
    return this;
  }

  /** Lets nothing listen at any address. */
  public FakeWeb breakDown() {
    answers.clear();
    return this;
  }

  /** All requests, the first one first. */
  public List<WebRequest> received() {
    return received;
  }

  @Override
  public CompletableFuture<WebAnswer> send(WebRequest request, Duration patience) {
    received.add(request);
    if (silent.contains(request.address())) {
      return new CompletableFuture<WebAnswer>()
          .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
          .exceptionallyCompose(
              late ->
                  CompletableFuture.failedFuture(
                      late instanceof TimeoutException
                          ? unavailable(
                              request, "did not answer within " + patience.toMillis() + " ms")
                          : late));
    }
    Function<WebRequest, WebAnswer> scripted = answers.get(request.address());
    if (scripted == null) {
      return CompletableFuture.failedFuture(unavailable(request, "cannot be reached"));
    }
    WebAnswer answer = scripted.apply(request);
    if (answer.body().length() > request.maxAnswerBytes()) {
      return CompletableFuture.failedFuture(
          new ServiceException(
              ErrorCode.IDENTITY_PROVIDER_UNUSABLE,
              request.address() + " sent more than " + request.maxAnswerBytes() + " bytes"));
    }
    return CompletableFuture.completedFuture(answer);
  }

  /** The headers of an answer that a client keeps. */
  public static Map<String, String> kept(Map<String, String> headers) {
    return headers.entrySet().stream()
        .filter(header -> WebAnswer.KEPT.contains(header.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static ServiceException unavailable(WebRequest request, String what) {
    return new ServiceException(
        ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, request.address() + " " + what);
  }
}
