package io.azimuth.adapters.azure.pipeline;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Hands on answers whole, up to a size and within a time: the SDK's client has no bound for a body,
 * and its time-outs start anew with each byte.
 */
final class BufferingHttpClient implements HttpClient {

  static final int MAX_BYTES = 4 * 1024 * 1024;

  private final HttpClient client;
  private final Duration time;

  BufferingHttpClient(HttpClient client, Duration time) {
    this.client = client;
    this.time = time;
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return send(request, Context.NONE);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request, Context context) {
    if (request.getBodyAsBinaryData() == null) {
      // The SDK's client warns of it each time: the JDK's sets its own.
      request.getHeaders().remove(HttpHeaderName.CONTENT_LENGTH);
    }
    return client
        .send(request, context)
        .flatMap(BufferingHttpClient::whole)
        .timeout(time)
        .contextWrite(DroppedErrorHook::install);
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    HttpResponse response = send(request, context).block();
    if (response == null) {
      throw new UnusableAnswerException("no answer at all");
    }
    return response;
  }

  private static Mono<HttpResponse> whole(HttpResponse response) {
    return response
        .getBody()
        .collect(ByteArrayOutputStream::new, BufferingHttpClient::append)
        .map(body -> new BufferedResponse(response, body.toByteArray()));
  }

  private static void append(ByteArrayOutputStream body, ByteBuffer part) {
    if (part.remaining() > MAX_BYTES - body.size()) {
      throw new UnusableAnswerException("the answer is larger than " + MAX_BYTES + " bytes");
    }
    byte[] chunk = new byte[part.remaining()];
    part.get(chunk);
    body.writeBytes(chunk);
  }
}
