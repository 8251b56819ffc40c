package io.azimuth.adapters.azure.pipeline;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import reactor.core.publisher.Mono;

/**
 * Hands on a successful answer only if it is JSON: the SDK logs what it cannot parse together with
 * a piece of it, and an answer may hold a token.
 */
public final class ValidJsonPolicy implements HttpPipelinePolicy {

  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    return next.process()
        .flatMap(
            response ->
                response.getStatusCode() < 300
                    ? response
                        .getBodyAsByteArray()
                        .doOnNext(ValidJsonPolicy::check)
                        .thenReturn(response)
                    : Mono.just(response));
  }

  private static void check(byte[] body) {
    if (!isJson(body)) {
      throw new UnusableAnswerException("the answer cannot be read");
    }
  }

  private static boolean isJson(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
