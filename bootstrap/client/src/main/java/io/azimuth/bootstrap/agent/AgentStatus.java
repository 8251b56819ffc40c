package io.azimuth.bootstrap.agent;

import io.azimuth.domain.secret.SecretText;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The token of the agent for other threads than the agent's own. Thread-safe. */
public final class AgentStatus {

  private static final long NANOS = 1_000_000_000L;

  private final LongSupplier nanos;
  private volatile Optional<Held> held = Optional.empty();

  private final AtomicLong logins = new AtomicLong();
  private final AtomicLong loginFailures = new AtomicLong();
  private final AtomicLong renewals = new AtomicLong();
  private final AtomicLong renewalFailures = new AtomicLong();

  private record Held(SecretText secret, long endsAt) {}

  AgentStatus(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void holds(SecretText secret, long endsAt) {
    held = Optional.of(new Held(secret, endsAt));
  }

  void loggedIn() {
    long unused = logins.incrementAndGet();
  }

  void loginFailed() {
    long unused = loginFailures.incrementAndGet();
  }

  void renewed() {
    long unused = renewals.incrementAndGet();
  }

  void renewalFailed() {
    long unused = renewalFailures.incrementAndGet();
  }

  /** What happened since the start, in the text format of Prometheus. */
  public String metrics() {
    long left = held.map(it -> Math.max(0, it.endsAt() - nanos.getAsLong()) / NANOS).orElse(0L);
    return metric("azimuth_agent_logins_total", "counter", logins.get())
        + metric("azimuth_agent_login_failures_total", "counter", loginFailures.get())
        + metric("azimuth_agent_renewals_total", "counter", renewals.get())
        + metric("azimuth_agent_renewal_failures_total", "counter", renewalFailures.get())
        + metric("azimuth_agent_token_ttl_seconds", "gauge", left);
  }

  private static String metric(String name, String type, long value) {
    return "# TYPE " + name + " " + type + "\n" + name + " " + value + "\n";
  }

  void lost() {
    held = Optional.empty();
  }

  /** The token, if there is one and it has not expired. */
  public Optional<SecretText> token() {
    return held.filter(it -> nanos.getAsLong() - it.endsAt() < 0).map(Held::secret);
  }
}
