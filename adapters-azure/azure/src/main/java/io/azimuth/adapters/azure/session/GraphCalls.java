package io.azimuth.adapters.azure.session;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.pipeline.RawCall;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Calls to Microsoft Graph through one pipeline; paths begin with a slash.
 *
 * @param root the address with the version of the API, without a slash at its end
 */
public record GraphCalls(HttpPipeline pipeline, String root) {

  public <T> Mono<T> get(String path, Function<JsonNode, T> reader) {
    return fetch(root + path, reader);
  }

  /** That page and those it leads to; the question bounds their number, the pipeline their host. */
  public Flux<JsonNode> pages(String path) {
    return page(root + path).expand(page -> next(page).map(this::page).orElseGet(Mono::empty));
  }

  public <T> Mono<T> post(String path, JsonNode body, Function<JsonNode, T> reader) {
    return RawCall.send(pipeline, posted(path, body), reader);
  }

  /** A call whose answer is empty. */
  public Mono<Boolean> order(String path, JsonNode body) {
    return RawCall.sendForNothing(pipeline, posted(path, body));
  }

  private Mono<JsonNode> page(String address) {
    return fetch(address, page -> page);
  }

  private <T> Mono<T> fetch(String address, Function<JsonNode, T> reader) {
    return RawCall.send(pipeline, new HttpRequest(HttpMethod.GET, address), reader);
  }

  private HttpRequest posted(String path, JsonNode body) {
    return new HttpRequest(HttpMethod.POST, root + path)
        .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
        .setBody(body.toString());
  }

  private static Optional<String> next(JsonNode page) {
    JsonNode next = page.path("@odata.nextLink");
    if (next.isMissingNode() || next.isNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(URI.create(next.asText()).toURL().toString());
    } catch (IllegalArgumentException | MalformedURLException e) {
      throw new UnusableAnswerException("the next page has no address");
    }
  }
}
