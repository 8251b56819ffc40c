package io.azimuth.bootstrap.imports;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiClient;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.ServerSentence;
import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One of the two servers of an import. It waits for a server that is busy or away for a moment. */
public final class ImportServer {

  private static final int MAX_ATTEMPTS = 6;
  private static final int NOT_FOUND = 404;

  private final String label;
  private final ApiClient client;
  private final Optional<SecretText> token;
  private final Sleeper pause;

  /**
   * Creates a server.
   *
   * @param label how messages call it, such as {@code this server}
   */
  public ImportServer(String label, ApiClient client, Optional<SecretText> token, Sleeper pause) {
    this.label = label;
    this.client = client;
    this.token = token;
    this.pause = pause;
  }

  /**
   * Reads the data at a path; empty if nothing is there.
   *
   * @throws ItemRefusedException if the server refuses the request
   */
  public Optional<Value.Obj> read(String path) {
    ApiReply reply = send(ApiCall.get(path));
    return reply.isSuccess() ? Optional.of(reply.data()) : Optional.empty();
  }

  /**
   * Lists the names directly below a path; none if nothing is there.
   *
   * @throws ItemRefusedException if the server refuses the request
   */
  public List<String> list(String path) {
    ApiReply reply = send(ApiCall.list(path));
    return reply.isSuccess() ? ApiReply.texts(reply.data().get("keys")) : List.of();
  }

  /**
   * Sends a request. A 404 is an answer like a success.
   *
   * @throws ItemRefusedException if the server refuses the request
   * @throws ClientException if the server cannot be reached, or stays busy
   */
  public ApiReply send(ApiCall call) {
    for (int attempt = 1; ; attempt++) {
      try {
        ApiReply reply = client.send(call, token);
        if (!isBusy(reply.status()) || attempt == MAX_ATTEMPTS) {
          return checked(call, reply);
        }
      } catch (ClientException e) {
        if (attempt == MAX_ATTEMPTS) {
          throw e.of(label);
        }
      }
      waitBefore(attempt);
    }
  }

  private static boolean isBusy(int status) {
    return status == 429 || (status >= 502 && status <= 504);
  }

  private void waitBefore(int attempt) {
    try {
      pause.sleep(Duration.ofSeconds(1L << (attempt - 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }

  private ApiReply checked(ApiCall call, ApiReply reply) {
    if (reply.isSuccess()
        || (reply.status() == NOT_FOUND && (call.method().equals("GET") || hasNoReason(reply)))) {
      return reply;
    }
    if (isBusy(reply.status())) {
      throw client.refused(call, reply).of(label);
    }
    String errors =
        reply.causes().stream()
            .map(cause -> ServerSentence.of(cause).strip())
            .collect(Collectors.joining("; "));
    throw new ItemRefusedException(
        "%s answers %d to %s %s%s"
            .formatted(
                label,
                reply.status(),
                call.method(),
                call.path(),
                errors.isEmpty() ? "" : ": " + errors));
  }

  private static boolean hasNoReason(ApiReply reply) {
    return reply.errors().isEmpty();
  }
}
