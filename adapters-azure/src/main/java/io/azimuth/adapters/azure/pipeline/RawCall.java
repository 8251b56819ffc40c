package io.azimuth.adapters.azure.pipeline;

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
import reactor.core.publisher.Mono;

/** Calls for which the SDK has no method, through its pipeline. */
public final class RawCall {

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final int OK = 200;

  private RawCall() {}

  /** The body of an answer with status 200; any other is an error as the SDK's methods have it. */
  public static Mono<JsonNode> send(HttpPipeline pipeline, HttpRequest request) {
    return FluxUtil.withContext(context -> pipeline.send(request, context))
        .flatMap(
            response ->
                response
                    .getBodyAsByteArray()
                    .defaultIfEmpty(new byte[0])
                    .map(body -> read(response, body)));
  }

  private static JsonNode read(HttpResponse response, byte[] body) {
    if (response.getStatusCode() != OK) {
      throw new ManagementException(
          "not 200", response, new ManagementError(code(body), "not kept"));
    }
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
      return JSON.readTree(body).path("error").path("code").asText();
    } catch (IOException e) {
      return "";
    }
  }
}
