package io.azimuth.bootstrap.agent.exec;

import io.azimuth.bootstrap.agent.AgentServer;
import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Reads secrets and remembers them until they are due again: those with a lease after two thirds of
 * it, since each read makes another one, all others after the interval.
 */
final class SecretReads {

  private final AgentServer server;
  private final Duration interval;
  private final LongSupplier nanos;
  private final Map<String, Read> reads = new HashMap<>();

  private record Read(Value.Obj data, long dueAt, boolean isLeased) {}

  SecretReads(AgentServer server, Duration interval, LongSupplier nanos) {
    this.server = server;
    this.interval = interval;
    this.nanos = nanos;
  }

  /** Forgets secrets with a lease: it ends with the token that they were read with. */
  void forgetLeased() {
    reads.values().removeIf(Read::isLeased);
  }

  /**
   * Reads those of the paths that are due.
   *
   * @return the time until one is due again
   * @throws ClientException if one cannot be read
   */
  Duration refresh(Set<String> paths, SecretText token) {
    long now = nanos.getAsLong();
    long next = interval.toNanos();
    for (String path : paths) {
      Read read = reads.get(path);
      if (read == null || now - read.dueAt() >= 0) {
        read = read(path, token);
        reads.put(path, read);
      }
      next = Math.min(next, read.dueAt() - now);
    }
    return Duration.ofNanos(Math.max(0, next));
  }

  private Read read(String path, SecretText token) {
    ApiReply reply = server.send(ApiCall.get(path), Optional.of(token));
    if (!reply.isSuccess()) {
      throw new ClientException(
          "the server answered " + reply.status() + " to the read of " + path, reply.status());
    }
    Optional<Duration> lease =
        reply
            .member("lease_id")
            .filter(id -> id instanceof Value.Text text && !text.text().isEmpty())
            .flatMap(id -> reply.member("lease_duration"))
            .filter(Value.Num.class::isInstance)
            .map(number -> ((Value.Num) number).literal())
            .filter(digits -> digits.matches("[1-9][0-9]{0,9}"))
            .map(digits -> Duration.ofSeconds(Long.parseLong(digits) * 2).dividedBy(3));
    long dueAt = nanos.getAsLong() + lease.orElse(interval).toNanos();
    return new Read(reply.data(), dueAt, lease.isPresent());
  }

  Value.Obj data(String path) {
    Read read = reads.get(path);
    if (read == null) {
      throw new IllegalStateException("read before");
    }
    return read.data();
  }
}
