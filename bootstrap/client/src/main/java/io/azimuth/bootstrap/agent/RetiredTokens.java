package io.azimuth.bootstrap.agent;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tokens that another one has replaced. They are revoked a minute later, so that a program that has
 * just read the former one can finish, unless they expire before. A revocation that fails is not
 * tried again: the token expires.
 */
final class RetiredTokens {

  static final Duration GRACE = Duration.ofMinutes(1);

  /** More than one is there only when logins follow each other within the grace. */
  private static final int MAX = 16;

  private final AgentServer server;
  private final AgentLog log;
  private final LongSupplier nanos;
  private final Deque<Retired> tokens = new ArrayDeque<>();

  private record Retired(SecretText secret, long revokedAt, long endsAt) {}

  RetiredTokens(AgentServer server, AgentLog log, LongSupplier nanos) {
    this.server = server;
    this.log = log;
    this.nanos = nanos;
  }

  /**
   * Adds a token.
   *
   * @param endsAt when it expires
   */
  void add(SecretText secret, long endsAt) {
    if (tokens.size() == MAX) {
      revoke(tokens.remove());
    }
    tokens.add(new Retired(secret, nanos.getAsLong() + GRACE.toNanos(), endsAt));
  }

  /** Revokes those that are due and returns the time until another one is. */
  Duration act() {
    while (!tokens.isEmpty()) {
      long left = tokens.element().revokedAt() - nanos.getAsLong();
      if (left > 0) {
        return Duration.ofNanos(left);
      }
      revoke(tokens.remove());
    }
    return Duration.ofDays(1);
  }

  private void revoke(Retired retired) {
    if (nanos.getAsLong() - retired.endsAt() >= 0) {
      return;
    }
    try {
      ApiReply reply =
          server.send(
              ApiCall.put("auth/token/revoke-self", Value.Obj.EMPTY),
              Optional.of(retired.secret()));
      log.write(
          AgentLog.Level.DEBUG,
          "the replaced token was " + (reply.isSuccess() ? "revoked" : "no longer valid"));
    } catch (ClientException e) {
      log.write(AgentLog.Level.DEBUG, "the replaced token was not revoked: " + e.sentence());
    }
  }
}
