package io.azimuth.bootstrap.agent;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.ServerSentence;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Keeps a valid token: logs in, renews, logs in again when renewal ends, and never gives up unless
 * told so. Each call of {@link #act} does what is due. Used by one thread.
 */
public final class TokenKeeper {

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  static final Duration BETWEEN_DOUBTS = Duration.ofSeconds(10);

  /** Longer than any process runs. */
  private static final Duration ENDLESS = Duration.ofDays(36_500);

  /**
   * What the keeper is made of.
   *
   * @param method logs in
   * @param pauses the pauses after failed attempts
   * @param exitOnFailure whether the first failed login ends the agent
   * @param chance gives numbers from 0 to 1
   * @param nanos a time that only goes forward
   */
  public record Parts(
      AgentServer server,
      LoginMethod method,
      List<TokenSink> sinks,
      AttemptPauses pauses,
      boolean exitOnFailure,
      AgentLog log,
      DoubleSupplier chance,
      LongSupplier nanos) {

    /** Keeps a copy of the list. */
    public Parts {
      sinks = List.copyOf(sinks);
    }
  }

  /** What is to be done with the token next. */
  private enum Step {
    LOG_IN,
    RENEW,
    LOOK_UP
  }

  /** What was to be done before a token was doubted. */
  private record Plan(Step step, long dueAt) {}

  private final Parts parts;
  private final SinkDelivery delivery;
  private final RetiredTokens retired;
  private final FailureLines logins;
  private final FailureLines renewals;
  private final AgentStatus status;

  private Optional<AgentToken> token = Optional.empty();
  private Step next = Step.LOG_IN;
  private Optional<Plan> afterDoubt = Optional.empty();
  private long dueAt;
  private long endsAt;
  private long doubtsFrom;

  /** Creates a keeper without a token. A login is due at once. */
  public TokenKeeper(Parts parts) {
    this.parts = parts;
    this.delivery = new SinkDelivery(parts.sinks(), parts.pauses(), parts.log(), parts.nanos());
    this.retired = new RetiredTokens(parts.server(), parts.log(), parts.nanos());
    this.logins = new FailureLines(parts.log(), "the login", parts.nanos());
    this.renewals = new FailureLines(parts.log(), "the renewal of the token", parts.nanos());
    this.status = new AgentStatus(parts.nanos());
    this.dueAt = now();
    this.doubtsFrom = dueAt;
  }

  /** The token, if there is one; it may have expired while the server was away. */
  public Optional<SecretText> token() {
    return token.map(AgentToken::secret);
  }

  /** The token for other threads. */
  public AgentStatus status() {
    return status;
  }

  /** Whether there is a token and all sinks have it. */
  public boolean isDelivered() {
    return token.isPresent() && delivery.isDone();
  }

  /**
   * The token was refused: it is looked up now, or {@link #BETWEEN_DOUBTS} after the last doubt,
   * unless it is renewed or replaced before, or has expired. A refusal often has other reasons.
   */
  public void doubt() {
    long lookUpAt = now() - doubtsFrom >= 0 ? now() : doubtsFrom;
    if (token.isEmpty() || now() - endsAt >= 0 || dueAt - lookUpAt <= 0) {
      return;
    }
    if (next != Step.LOOK_UP) {
      afterDoubt = Optional.of(new Plan(next, dueAt));
    }
    next = Step.LOOK_UP;
    dueAt = lookUpAt;
    doubtsFrom = lookUpAt + BETWEEN_DOUBTS.toNanos();
  }

  /**
   * Does what is due and returns the time until something is due again. Blocks.
   *
   * @throws AgentFailure if a login failed and the configuration says to end then
   */
  public Duration act() {
    while (now() - dueAt >= 0) {
      step();
    }
    Duration wait = Duration.ofNanos(dueAt - now());
    return shorter(wait, shorter(delivery.act(), delivery.isDone() ? retired.act() : wait));
  }

  private static Duration shorter(Duration one, Duration other) {
    Duration least = one.compareTo(other) < 0 ? one : other;
    return least.isNegative() ? Duration.ZERO : least;
  }

  private void step() {
    if (next == Step.LOG_IN) {
      logIn();
    } else {
      keep(token.orElseThrow());
    }
  }

  private void logIn() {
    try {
      ApiReply reply = parts.method().login(parts.server());
      Optional<AgentToken> fresh =
          reply.isSuccess() ? AgentToken.in(reply) : Optional.<AgentToken>empty();
      if (fresh.isPresent()) {
        take(fresh.get());
      } else {
        loginFailed(refusal(reply), reply.retryAfter());
      }
    } catch (ClientException e) {
      loginFailed(e.sentence(), Optional.empty());
    }
  }

  private void loginFailed(String why, Optional<Duration> retryAfter) {
    status.loginFailed();
    int failures = logins.failed(why);
    if (parts.exitOnFailure()) {
      throw new AgentFailure("the login failed: " + why);
    }
    dueAt = now() + parts.pauses().after(failures, retryAfter).toNanos();
  }

  private void take(AgentToken fresh) {
    logins.succeeded();
    status.loggedIn();
    token.ifPresent(former -> retired.add(former.secret(), endsAt));
    token = Optional.of(fresh);
    parts.log().info("logged in; the token lives " + lifetime(fresh));
    delivery.offer(fresh.secret());
    plan(fresh.ttl(), fresh.isRenewable() ? Step.RENEW : Step.LOG_IN);
    try {
      parts.method().granted();
    } catch (ClientException e) {
      parts.log().warn(e.sentence());
    }
  }

  private static String lifetime(AgentToken fresh) {
    return fresh.ttl().isZero()
        ? "without end"
        : fresh.ttl().toSeconds() + " s" + (fresh.isRenewable() ? "" : " and is not renewable");
  }

  private void plan(Duration ttl, Step following) {
    afterDoubt = Optional.empty();
    next = ttl.isZero() ? Step.LOOK_UP : following;
    endsAt = now() + (ttl.isZero() ? ENDLESS : ttl).toNanos();
    token.ifPresent(held -> status.holds(held.secret(), endsAt));
    dueAt = now() + TokenSchedule.untilRenewal(ttl, parts.chance().getAsDouble()).toNanos();
  }

  private void keep(AgentToken held) {
    ApiCall call =
        next == Step.RENEW
            ? ApiCall.put("auth/token/renew-self", Value.Obj.EMPTY)
            : ApiCall.get("auth/token/lookup-self");
    try {
      ApiReply reply = parts.server().send(call, Optional.of(held.secret()));
      if (reply.isSuccess()) {
        renewals.succeeded();
        kept(held, reply);
      } else if (isGone(reply.status())) {
        parts.log().info("the token is no longer valid or not renewable; logging in again");
        gone();
      } else {
        keepFailed(refusal(reply), reply.retryAfter());
      }
    } catch (ClientException e) {
      keepFailed(e.sentence(), Optional.empty());
    }
  }

  private static boolean isGone(int status) {
    return status == BAD_REQUEST || status == FORBIDDEN || status == NOT_FOUND;
  }

  private void kept(AgentToken held, ApiReply reply) {
    if (next == Step.LOOK_UP) {
      goOnAfterLookUp();
      return;
    }
    status.renewed();
    Duration renewed = AgentToken.ttl(reply).orElse(held.ttl());
    plan(renewed, TokenSchedule.isLast(held.ttl(), renewed) ? Step.LOG_IN : Step.RENEW);
  }

  private void goOnAfterLookUp() {
    if (afterDoubt.isPresent()) {
      next = afterDoubt.get().step();
      dueAt = afterDoubt.get().dueAt();
      afterDoubt = Optional.empty();
    } else {
      plan(Duration.ZERO, Step.LOOK_UP);
    }
  }

  // A token that the server does not know need not be revoked.
  private void gone() {
    token = Optional.empty();
    status.lost();
    afterDoubt = Optional.empty();
    next = Step.LOG_IN;
    dueAt = now();
  }

  private void keepFailed(String why, Optional<Duration> retryAfter) {
    status.renewalFailed();
    int failures = renewals.failed(why);
    dueAt = now() + parts.pauses().after(failures, retryAfter).toNanos();
    if (dueAt - endsAt >= 0) { // the next attempt would come too late
      afterDoubt = Optional.empty();
      next = Step.LOG_IN;
      dueAt = retryAfter.isPresent() ? dueAt : Math.max(endsAt, now());
    }
  }

  private static String refusal(ApiReply reply) {
    String errors =
        reply.causes().stream().map(ServerSentence::of).collect(Collectors.joining("; "));
    return "the server answered " + reply.status() + (errors.isEmpty() ? "" : ": " + errors);
  }

  private long now() {
    return parts.nanos().getAsLong();
  }
}
