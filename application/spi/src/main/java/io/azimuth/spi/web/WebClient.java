package io.azimuth.spi.web;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Calls other systems over HTTPS. Redirects are not followed, no cookie is kept, and no call is
 * repeated. Safe for use by many threads.
 */
public interface WebClient {

  /** The largest body of a request and of an answer, in bytes. */
  int MAX_BYTES = 1 << 20;

  /** The longest time for a call. */
  Duration MAX_PATIENCE = Duration.ofSeconds(30);

  /**
   * Sends the request. Never blocks and never throws for a fault of the other system; a handler
   * waits for the answer with {@link io.azimuth.spi.remote.Awaited#of(CompletableFuture,
   * io.azimuth.spi.remote.Deadline, io.azimuth.domain.error.ErrorCode)}.
   *
   * @param patience the time for the whole call, at most {@link #MAX_PATIENCE}; it ends the call
   * @return the answer, whatever its status. It fails with {@link
   *     io.azimuth.domain.error.ServiceException}: with {@code IDENTITY_PROVIDER_UNAVAILABLE} when
   *     there was no answer in time, the other side is not trusted or too many calls are under way,
   *     and with {@code IDENTITY_PROVIDER_UNUSABLE} when the answer is larger than the request
   *     allows. The detail names the address without its query, and neither headers nor bodies
   */
  CompletableFuture<WebAnswer> send(WebRequest request, Duration patience);
}
