package io.azimuth.adapters.azure.pipeline;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementError;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.FluxUtil;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Calls for which the SDK has no method, through its pipeline. */
public final class RawCall {

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  private RawCall() {}

  /**
   * What that reader makes of the body of an answer with status 200; any other is an error as the
   * SDK's methods have it. The body itself is not handed on, since Reactor logs what it drops.
   */
  public static <T> Mono<T> send(
      HttpPipeline pipeline, HttpRequest request, Function<JsonNode, T> reader) {
    return body(pipeline, request, OK).map(body -> reader.apply(read(body)));
  }

  /** True for an answer with status 204; any other is an error as the SDK's methods have it. */
  public static Mono<Boolean> sendForNothing(HttpPipeline pipeline, HttpRequest request) {
    return body(pipeline, request, NO_CONTENT).map(body -> true);
  }

  private static Mono<byte[]> body(HttpPipeline pipeline, HttpRequest request, int expected) {
    request.setHeader(HttpHeaderName.ACCEPT, "application/json");
    return FluxUtil.withContext(context -> pipeline.send(request, context))
        .flatMap(
            response ->
                response
                    .getBodyAsByteArray()
                    .defaultIfEmpty(new byte[0])
                    .doOnNext(body -> check(response, body, expected)));
  }

  private static void check(HttpResponse response, byte[] body, int expected) {
    if (response.getStatusCode() != expected) {
      throw new ManagementException(
          "another status", response, new ManagementError(code(body), "not kept"));
    }
  }

  private static JsonNode read(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new UnusableAnswerException("the answer cannot be read");
    } catch (IOException e) {
      throw new IllegalStateException("bytes cannot fail", e);
    }
  }

  private static String code(byte[] body) {
    try {
      JsonNode answer = JSON.readTree(body);
      return (answer.has("error") ? answer.path("error") : answer).path("code").asText();
    } catch (IOException e) {
      return "";
    }
  }
}
